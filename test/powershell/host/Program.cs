using ImageFactory.Host;

return CommandLine.Parse(args) switch
{
    { File: { } file } line => Session.RunFile(file, line.Arguments),
    { Command: { } command } => Session.RunCommand(command),
    _ => CommandLine.Usage(),
};
