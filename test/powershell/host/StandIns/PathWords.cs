using System.Management.Automation;

namespace ImageFactory.Host.StandIns;

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPath : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public string ChildPath { get; set; } = "";

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            var mark = Paths.IsWindowsStyle(path) || OperatingSystem.IsWindows() ? '\\' : '/';
            WriteObject(path.TrimEnd('\\', '/') + mark + ChildPath.TrimStart('\\', '/').Replace(mark == '/' ? '\\' : '/', mark));
        }
    }
}

[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "ParentSet")]
public sealed class SplitPath : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "ParentSet")]
    public SwitchParameter Parent { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "LeafSet")]
    public SwitchParameter Leaf { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "QualifierSet")]
    public SwitchParameter Qualifier { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "NoQualifierSet")]
    public SwitchParameter NoQualifier { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "IsAbsoluteSet")]
    public SwitchParameter IsAbsolute { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path) WriteObject(Part(path));
    }

    private object Part(string path)
    {
        var colon = path.IndexOf(':');
        var cut = path.TrimEnd('\\', '/').LastIndexOfAny(['\\', '/']);
        if (Leaf) return path.TrimEnd('\\', '/')[(cut + 1)..];
        if (Qualifier) return path[..(colon + 1)];
        if (NoQualifier) return path[(colon + 1)..];
        if (IsAbsolute) return colon >= 0 || path.StartsWith('/') || path.StartsWith('\\');
        if (cut < 0) return "";
        return cut == colon + 1 ? path[..(cut + 1)] : path[..cut];
    }
}

public abstract class ResolvingCmdlet : PathCmdlet
{
    protected override void ProcessRecord()
    {
        foreach (var target in Existing()) WriteObject(Result(Paths.ToWindows(target.Host)));
    }

    protected abstract object Result(string path);
}

[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
public sealed class ResolvePath : ResolvingCmdlet
{
    protected override object Result(string path)
    {
        var result = new PSObject();
        result.Properties.Add(new PSNoteProperty("Path", path));
        result.Properties.Add(new PSNoteProperty("ProviderPath", path));
        return result;
    }
}

[Cmdlet(VerbsData.Convert, "Path", DefaultParameterSetName = "Path")]
public sealed class ConvertPath : ResolvingCmdlet
{
    protected override object Result(string path) => path;
}

[Cmdlet(VerbsCommon.Get, "Location")]
public sealed class GetLocation : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
}

[Cmdlet(VerbsCommon.Set, "Location")]
public sealed class SetLocation : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    protected override void ProcessRecord() => SessionState.Path.SetLocation(Target.Of(Path, this).Host);
}
