"""Settings: every key can be overridden, and a mistake is one line that names file, table and key."""

from pathlib import Path

import pytest

from backend.settings import SettingsError, read_settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_the_shipped_file_says_what_the_defaults_are(file: Path) -> None:
    assert read_settings(ROOT / "config.toml", {}) == read_settings(file, {})


def test_the_environment_overrides_every_key(file: Path) -> None:
    file.write_text("[web]\nport = 1\n[compute]\nlease_s = 5.0\n")
    told = {
        "SYLLABOT_WEB_PORT": "9000",
        "SYLLABOT_WEB_PUBLIC_URL": "https://course.example/",
        "SYLLABOT_DATABASE_URL": "postgresql://me@host/db",
        "SYLLABOT_COURSE_FOLDER": "elsewhere",
    }
    told["SYLLABOT_BOT_GUILDS"] = "123,456"
    settings = read_settings(file, told)
    assert settings.bot.guilds == (123, 456)
    assert settings.web.port == 9000 and settings.compute.lease_s == 5.0
    assert settings.public_url == "https://course.example"
    assert settings.database_url == "postgresql://me@host/db"
    assert settings.course.folder == Path("elsewhere")


def test_secrets_come_from_the_environment_and_never_show(file: Path) -> None:
    settings = read_settings(file, {"SYLLABOT_DISCORD_TOKEN": "hush-hush"})
    assert settings.secrets.discord_token is not None
    assert settings.secrets.discord_token.get_secret_value() == "hush-hush"
    assert "hush" not in repr(settings) and "hush" not in settings.model_dump_json()
    file.write_text('[secrets]\ndiscord_token = "hush-hush"\n')
    with pytest.raises(SettingsError, match="environment only") as refused:
        read_settings(file, {})
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[web]\nprot = 1\n", "[web] prot: unknown key; known are host, port, public_url"),
        ("[wbe]\nport = 1\n", "[wbe]: unknown table; known are course, data"),
        ('[web]\nport = "many"\n', "[web] port: input should be a valid integer"),
        ("[web]\nport = 70000\n", "[web] port: input should be less than or equal to 65535"),
        ("[compute]\nworkers = -1\n", "[compute] workers: "),
        ('[log]\nlevel = "LOUD"\n', "[log] level: "),
        ("web = 3\n", "[web]: "),
        ("[web\n", "not valid TOML"),
        ("\ufeff[web]\n", "config.toml: "),
    ],
)
def test_a_mistake_is_one_line_with_file_table_and_key(file: Path, text: str, says: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_settings(file, {})
    line = str(refused.value)
    assert line.startswith(str(file)) and says in line and "\n" not in line


def test_a_wrong_variable_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match=r"^SYLLABOT_WEB_PORT: \[web\] port: "):
        read_settings(file, {"SYLLABOT_WEB_PORT": "x"})
    file.write_text("web = 3\n")
    with pytest.raises(SettingsError, match="must be a table"):
        read_settings(file, {"SYLLABOT_WEB_PORT": "1"})


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / "latin.toml", {})
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path, {})
