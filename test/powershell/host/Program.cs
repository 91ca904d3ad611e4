using ImageFactory.Host;

if (args is ["--lint", .. var files]) return Linter.Run(files);
return Exits.Keep(CommandLine.Parse(args) switch
{
    { File: { } file } line => Session.RunFile(file, line.Arguments),
    { Command: { } command } => Session.RunCommand(command),
    _ => CommandLine.Usage(),
});
