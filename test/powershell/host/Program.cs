using ImageFactory.Host;

// The engine would make its telemetry first, which takes as long as a script.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
if (args is ["--lint", .. var files]) return Linter.Run(files);
if (args is ["--module", var name]) return CmdletFunctions.Print(name);
return Exits.Keep(CommandLine.Parse(args) switch
{
    { File: { } file } line => Session.RunFile(file, line.Arguments),
    { Command: { } command } => Session.RunCommand(command),
    _ => CommandLine.Usage(),
});
