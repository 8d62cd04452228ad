"""The parts of the recorder (`tools/record_discord.py`): its script, a gateway socket, and the comparison."""
