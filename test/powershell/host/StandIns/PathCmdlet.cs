using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ImageFactory.Host.StandIns;

/// <summary>What a path names: a key of the registry, which the double keeps, or a file of this host.</summary>
public sealed record Target(string Given, string? Key, string Host)
{
    private static readonly (string Prefix, string Hive)[] Hives =
    [
        ("HKLM:", "HKEY_LOCAL_MACHINE"), ("HKCU:", "HKEY_CURRENT_USER"),
        (@"Microsoft.PowerShell.Core\Registry::", ""), ("Registry::", ""),
    ];

    public bool Exists => Key is null ? Path.Exists(Host) : Registry.Exists(Key);

    public static Target Of(string path, PSCmdlet cmdlet)
    {
        foreach (var (prefix, hive) in Hives)
        {
            if (!path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = path[prefix.Length..].Replace('/', '\\').Trim('\\');
            return new Target(path, hive.Length == 0 ? rest : rest.Length == 0 ? hive : $@"{hive}\{rest}", "");
        }
        const string Files = @"Microsoft.PowerShell.Core\FileSystem::";
        var bare = path.StartsWith(Files, StringComparison.OrdinalIgnoreCase) ? path[Files.Length..] : path;
        return new Target(path, null, Path.GetFullPath(Paths.ToHost(bare), Paths.ToHost(cmdlet.CurrentProviderLocation("FileSystem").ProviderPath)));
    }
}

/// <summary>Takes paths as Windows PowerShell's own cmdlets do: -Path with wildcards, -LiteralPath without.</summary>
public abstract class PathCmdlet : PSCmdlet
{
    [Parameter(ParameterSetName = "Path", Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public virtual string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public virtual string[] LiteralPath { get; set; } = [];

    [Parameter]
    public string? Filter { get; set; }

    [Parameter]
    public string[] Include { get; set; } = [];

    [Parameter]
    public string[] Exclude { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>What the paths name and exists; the rest is reported, as Windows does.</summary>
    protected IEnumerable<Target> Existing()
    {
        foreach (var path in LiteralPath.Length > 0 ? LiteralPath : Path)
        {
            var target = Target.Of(path, this);
            if (LiteralPath.Length == 0 && WildcardPattern.ContainsWildcardCharacters(path))
            {
                foreach (var match in Expand(target)) yield return match;
            }
            else if (target.Exists) yield return target;
            else
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."),
                    "PathNotFound", ErrorCategory.ObjectNotFound, path));
            }
        }
    }

    protected static IEnumerable<Target> Expand(Target target)
    {
        if (target.Key is { } key)
        {
            var cut = key.LastIndexOf('\\');
            var pattern = WildcardPattern.Get(key[(cut + 1)..], WildcardOptions.IgnoreCase);
            return Registry.Subkeys(key[..cut]).Where(pattern.IsMatch).Select(name => new Target($@"Registry::{key[..cut]}\{name}", $@"{key[..cut]}\{name}", ""));
        }
        IEnumerable<string> found = ["/"];
        foreach (var name in target.Host.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name)) found = found.Select(folder => System.IO.Path.Combine(folder, name));
            else
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                found = found.Where(Directory.Exists)
                    .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.OrdinalIgnoreCase))
                    .Where(entry => pattern.IsMatch(System.IO.Path.GetFileName(entry)));
            }
        }
        return found.Where(System.IO.Path.Exists).Select(path => new Target(Paths.ToWindows(path), null, path));
    }

    protected bool IsWanted(string name) =>
        (Filter is null || Matches(Filter, name))
        && (Include.Length == 0 || Include.Any(pattern => Matches(pattern, name)))
        && !Exclude.Any(pattern => Matches(pattern, name));

    /// <summary>A file or folder with the properties that PowerShell's provider gives it.</summary>
    protected static PSObject Item(string host)
    {
        FileSystemInfo info = Directory.Exists(host) ? new DirectoryInfo(host) : new FileInfo(host);
        var item = new PSObject(info);
        var path = Paths.ToWindows(host);
        item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\FileSystem::" + path));
        item.Properties.Add(new PSNoteProperty("PSChildName", info.Name));
        item.Properties.Add(new PSNoteProperty("PSIsContainer", info is DirectoryInfo));
        if (path != host)
        {
            item.Properties.Add(new PSNoteProperty("FullName", path));
            if (info is FileInfo file) item.Properties.Add(new PSNoteProperty("DirectoryName", Paths.ToWindows(file.DirectoryName!)));
        }
        if (info is FileInfo && !OperatingSystem.IsWindows())
        {
            item.Properties.Add(new PSCodeProperty("VersionInfo", typeof(PathCmdlet).GetMethod(nameof(VersionInfo), BindingFlags.Public | BindingFlags.Static)), preValidated: true);
        }
        return item;
    }

    /// <summary>A file's version resource, which only the double knows.</summary>
    public static object? VersionInfo(PSObject item) =>
        Wire.AskOne(new JsonObject { ["kind"] = "fileVersion", ["path"] = ((FileInfo)item.BaseObject).FullName });

    protected void Report(Exception problem, string path) =>
        WriteError(new ErrorRecord(problem, problem.GetType().Name, problem switch
        {
            UnauthorizedAccessException => ErrorCategory.PermissionDenied,
            FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException => ErrorCategory.ObjectNotFound,
            _ => ErrorCategory.WriteError,
        }, path));

    private static bool Matches(string pattern, string name) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
