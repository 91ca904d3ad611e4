using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>One run of powershell.exe.</summary>
public static class Session
{
    /// <summary>What powershell.exe ends with when -File names no file.</summary>
    private const int NoSuchFile = -196608;

    public static int RunFile(string path, IReadOnlyList<string> arguments)
    {
        var file = Path.GetFullPath(Paths.ToHost(path));
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"The argument '{path}' to the -File parameter does not exist.");
            return NoSuchFile;
        }
        var command = new Command(file, isScript: false, useLocalScope: false);
        foreach (var argument in arguments) command.Parameters.Add(Argument(argument));
        return Run(command, File.ReadAllText(file), isFile: true);
    }

    /// <summary>Whether the last command of -Command did: printing its errors would make the engine forget.</summary>
    public static bool Succeeded { get; set; } = true;

    public static int RunCommand(string text) =>
        Run(new Command($"{text}\n[{typeof(Session).FullName}]::{nameof(Succeeded)} = $?", isScript: true, useLocalScope: false), text, isFile: false);

    private static int Run(Command command, string text, bool isFile)
    {
        DotNet.Install();
        var host = new ConsoleHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, State());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        MakeDrives(runspace);
        var modules = new Modules(runspace);
        modules.LoadFor(text);
        if (isFile) RethrowExit(runspace);
        using var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");
        try
        {
            pipeline.Invoke();
        }
        catch (RuntimeException failure)
        {
            host.Report(failure.ErrorRecord);
            return 1;
        }
        if (host.ExitCode is { } exit) return exit;
        if (isFile) return 0;
        return Succeeded ? 0 : 1;
    }

    private static InitialSessionState State()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(Session).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is not { } name) continue;
            state.Commands.Add(new SessionStateCmdletEntry($"{name.VerbName}-{name.NounName}", type, null));
        }
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, ""));
        return state;
    }

    private static void MakeDrives(Runspace runspace)
    {
        var provider = runspace.SessionStateProxy.Provider.GetOne("FileSystem");
        foreach (var (letter, root) in Paths.Drives)
        {
            runspace.SessionStateProxy.Drive.New(new PSDriveInfo(letter, provider, root, "", null), "Global");
        }
    }

    /// <summary>`exit` in the file ends the process with its code, and is not left behind in $LASTEXITCODE: what powershell.exe asks of the engine.</summary>
    private static void RethrowExit(Runspace runspace)
    {
        const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("ExecutionContext", Internal)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)!.SetValue(context, true);
    }

    /// <summary>`-Name` and `-Name:value` are parameters, all else is a value, as with powershell.exe -File.</summary>
    private static CommandParameter Argument(string word)
    {
        if (word.Length < 2 || word[0] != '-' || !(char.IsLetter(word[1]) || word[1] == '_')) return new CommandParameter(null, word);
        var colon = word.IndexOf(':');
        if (colon < 0) return new CommandParameter(word);
        var (name, value) = (word[..(colon + 1)], word[(colon + 1)..]);
        return value.ToLowerInvariant() switch
        {
            "$true" => new CommandParameter(name, true),
            "$false" => new CommandParameter(name, false),
            _ => new CommandParameter(name, value),
        };
    }
}

/// <summary>The modules of Windows, each made when a script first names one of its cmdlets.</summary>
public sealed class Modules
{
    private readonly Runspace runspace;
    private readonly HashSet<string> loaded = new(StringComparer.OrdinalIgnoreCase);

    public Modules(Runspace runspace)
    {
        this.runspace = runspace;
        runspace.SessionStateProxy.InvokeCommand.CommandNotFoundAction += (_, missing) =>
        {
            var name = missing.CommandName;
            var qualified = name.LastIndexOf('\\');
            if (!Contract.Cmdlets.TryGetValue(name[(qualified + 1)..], out var cmdlet) || !loaded.Add(cmdlet.Name)) return;
            Load(cmdlet.Module, [cmdlet]);
            missing.Command = runspace.SessionStateProxy.InvokeCommand.GetCommand(cmdlet.Name, CommandTypes.Function);
            missing.StopSearch = missing.Command is not null;
        };
        runspace.SessionStateProxy.InvokeCommand.PostCommandLookupAction += (_, found) =>
        {
            if (found.Command is ExternalScriptInfo script) LoadFor(script.ScriptContents);
        };
    }

    /// <summary>Loads what the text names as a command or in a string.</summary>
    public void LoadFor(string text)
    {
        var tree = Parser.ParseInput(text, out _, out _);
        var named = tree.FindAll(node => node is StringConstantExpressionAst, true)
            .Select(node => ((StringConstantExpressionAst)node).Value)
            .Select(word => word[(word.LastIndexOf('\\') + 1)..])
            .Where(loaded.Add)
            .Select(word => Contract.Cmdlets.GetValueOrDefault(word))
            .OfType<Cmdlet>()
            .ToLookup(cmdlet => cmdlet.Module);
        foreach (var module in named) Load(module.Key, module);
    }

    private void Load(string module, IEnumerable<Cmdlet> cmdlets)
    {
        if (!IsPresent(module)) return;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("New-Module")
            .AddParameter("Name", module)
            .AddParameter("ScriptBlock", ScriptBlock.Create(CmdletFunctions.Module(cmdlets)))
            .AddCommand("Import-Module")
            .AddParameter("Global", true);
        shell.Invoke();
        if (shell.HadErrors) throw new InvalidOperationException($"module {module}: {shell.Streams.Error[0]}");
    }

    /// <summary>A host may lack the Hyper-V role, and then lacks its module.</summary>
    private static bool IsPresent(string module) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("IMAGE_FACTORY_DOUBLE"))
        || Wire.AskOne(new JsonObject { ["kind"] = "module", ["name"] = module }) is not false;
}
