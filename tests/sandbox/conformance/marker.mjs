/**
 * A discord.js bot with one command of each kind, for the sandbox's tests. It is started with the sandbox's address and
 * its token in the environment, and says on its standard output, a line of JSON each, what it noticed.
 */
import {
  ActionRowBuilder, AttachmentBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits, MessageFlags,
  ModalBuilder, Partials, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle,
} from "discord.js";

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const PICTURE = Buffer.from("89504e470d0a1a0a0000000d494844520000000200000003", "hex");
const WORDS = ["good", "better", "best"];

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  partials: [Partials.Channel],
  rest: { api: `${process.env.SANDBOX}/api` },
});

const COMMANDS = [
  { name: "mark", description: "Gives marks", options: [
    { type: 3, name: "text", description: "What", required: true, autocomplete: true }] },
  { name: "hand_in", description: "Takes a file", options: [
    { type: 11, name: "paper", description: "A file", required: true }] },
  { name: "think", description: "Thinks first" },
  { name: "form", description: "Opens a form" },
  { name: "board", description: "Shows buttons" },
  { name: "post", description: "Posts, edits, reacts and deletes in the channel" },
  { name: "knock", description: "Writes to whoever asks" },
];

const answers = {
  mark: (it) => it.reply({ embeds: [{ title: "Mark", description: it.options.getString("text") }], flags: MessageFlags.Ephemeral }),
  hand_in: async (it) => {
    const file = it.options.getAttachment("paper");
    const content = Buffer.from(await (await fetch(file.url)).arrayBuffer());
    await it.reply({
      content: `${file.name}: ${content.length} bytes`,
      files: [new AttachmentBuilder(PICTURE, { name: "plot.png", description: "a plot" })],
    });
  },
  think: async (it) => {
    await it.deferReply();
    await it.editReply("Thought");
    await it.followUp({ content: "And more", flags: MessageFlags.Ephemeral });
  },
  form: (it) => it.showModal(new ModalBuilder().setCustomId("proposal").setTitle("Proposal").addComponents(
    new ActionRowBuilder().addComponents(
      new TextInputBuilder().setCustomId("about").setLabel("About").setStyle(TextInputStyle.Short)))),
  board: (it) => it.reply({ content: "Seats", components: [
    new ActionRowBuilder().addComponents(
      new ButtonBuilder().setCustomId("seat:1").setLabel("Take it").setStyle(ButtonStyle.Primary)),
    new ActionRowBuilder().addComponents(
      new StringSelectMenuBuilder().setCustomId("papers").setMaxValues(2)
        .addOptions({ label: "First", value: "1" }, { label: "Second", value: "2" })),
  ] }),
  post: async (it) => {
    await it.reply("posting");
    const sent = await it.channel.send("first");
    await sent.edit("second");
    await sent.react("👍");
    const listed = await it.channel.messages.fetch({ limit: 10 });
    say({ listed: [...listed.values()].map((each) => each.content) });
    await sent.delete();
    say({ posted: true });
  },
  knock: async (it) => {
    try {
      await it.user.send("psst");
      await it.reply("knocked");
    } catch (refusal) {
      await it.reply(`refused with ${refusal.code}`);
    }
  },
};

client.on(Events.ClientReady, async () => {
  await client.application.commands.set(COMMANDS);
  say({ ready: client.user.username, guilds: client.guilds.cache.map((guild) => guild.name) });
});
client.on(Events.InteractionCreate, async (it) => {
  try {
    if (it.isAutocomplete()) {
      const typed = it.options.getFocused();
      await it.respond(WORDS.filter((word) => word.startsWith(typed)).map((name) => ({ name, value: name })));
    } else if (it.isChatInputCommand()) await answers[it.commandName](it);
    else if (it.isMessageComponent())
      await it.update({ content: `${it.customId} [${it.values ?? ""}]`, components: [] });
    else if (it.isModalSubmit()) await it.reply(`${it.member.displayName}: ${it.fields.getTextInputValue("about")}`);
  } catch (fault) {
    say({ fault: String(fault.stack) });
  }
});
client.on(Events.MessageCreate, (message) => message.author.bot || say({ heard: message.content }));
client.on(Events.ShardResume, () => say({ resumed: true }));
client.on(Events.Error, (fault) => say({ fault: String(fault.stack) }));
process.on("unhandledRejection", (fault) => say({ fault: String(fault.stack) }));
process.stdin.on("end", () => client.destroy().then(() => process.exit(0))).resume();
await client.login(process.env.TOKEN);
