using System.Management.Automation;

namespace ImageFactory.Host.StandIns;

[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
public sealed class TestPath : PathCmdlet
{
    [Parameter]
    public PathKind PathType { get; set; }

    public enum PathKind
    {
        Any,
        Container,
        Leaf,
    }

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath.Length > 0 ? LiteralPath : Path) WriteObject(IsThere(path));
    }

    private bool IsThere(string path)
    {
        Target target;
        try
        {
            target = Target.Of(path, this);
        }
        catch (System.Management.Automation.DriveNotFoundException)
        {
            return false;
        }
        var found = LiteralPath.Length == 0 && WildcardPattern.ContainsWildcardCharacters(path) ? Expand(target) : [target];
        return found.Any(one => one.Exists && PathType switch
        {
            PathKind.Container => one.Key is not null || Directory.Exists(one.Host),
            PathKind.Leaf => one.Key is null && File.Exists(one.Host),
            _ => true,
        });
    }
}

[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
public sealed class GetItem : PathCmdlet
{
    protected override void ProcessRecord()
    {
        foreach (var target in Existing()) WriteObject(target.Key is { } key ? KeyItem.Of(key) : Item(target.Host));
    }
}

[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Path")]
public sealed class GetChildItem : PathCmdlet
{
    [Parameter(ParameterSetName = "Path", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public override string[] Path { get; set; } = ["."];

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    [Parameter]
    public SwitchParameter Name { get; set; }

    [Parameter]
    public SwitchParameter File { get; set; }

    [Parameter]
    public SwitchParameter Directory { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var target in Existing())
        {
            if (target.Key is { } key)
            {
                foreach (var name in Registry.Subkeys(key)) WriteObject(KeyItem.Of($@"{key}\{name}"));
            }
            else if (System.IO.Directory.Exists(target.Host)) Walk(target.Host, target.Host, 0);
            else WriteObject(Item(target.Host));
        }
    }

    private void Walk(string top, string folder, uint level)
    {
        var entries = System.IO.Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var entry in entries)
        {
            var isFolder = System.IO.Directory.Exists(entry);
            if ((File && isFolder) || (Directory && !isFolder) || !IsWanted(System.IO.Path.GetFileName(entry))) continue;
            WriteObject(Name ? System.IO.Path.GetRelativePath(top, entry) : Item(entry));
        }
        if (!Recurse || level >= Depth) return;
        foreach (var entry in entries)
        {
            if (System.IO.Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null) Walk(top, entry, level + 1);
        }
    }
}

[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItem : PathCmdlet
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var target in Existing().ToList())
        {
            if (!ShouldProcess(target.Given)) continue;
            if (target.Key is { } key) RemoveKey(key);
            else RemoveFile(target);
        }
    }

    private void RemoveKey(string key)
    {
        if (!Recurse && Registry.Subkeys(key).Any()) throw Question(key);
        Registry.Remove(key);
    }

    private void RemoveFile(Target target)
    {
        if (!IsWanted(System.IO.Path.GetFileName(target.Host))) return;
        try
        {
            var info = new DirectoryInfo(target.Host);
            if (info.Exists && info.LinkTarget is null)
            {
                if (!Recurse && info.EnumerateFileSystemInfos().Any()) throw Question(target.Given);
                info.Delete(true);
            }
            else File.Delete(target.Host);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Report(problem, target.Given);
        }
    }

    /// <summary>A folder that is not empty asks whether -Recurse was meant, and nobody is there to answer.</summary>
    private static PSInvalidOperationException Question(string path) =>
        new($"{path} has children and the Recurse parameter was not specified. Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
}

[Cmdlet(VerbsCommon.New, "Item", DefaultParameterSetName = "pathSet", SupportsShouldProcess = true)]
public sealed class NewItem : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "pathSet")]
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "nameSet")]
    public string[] Path { get; set; } = [""];

    [Parameter(Mandatory = true, ParameterSetName = "nameSet")]
    [AllowEmptyString]
    public string? Name { get; set; }

    [Parameter]
    [Alias("Type")]
    public string? ItemType { get; set; }

    [Parameter(ValueFromPipeline = true)]
    [Alias("Target")]
    public object? Value { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            var target = Target.Of(string.IsNullOrEmpty(Name) ? path : $"{path.TrimEnd('\\', '/')}{(Paths.IsWindowsStyle(path) ? '\\' : '/')}{Name}", this);
            if (!ShouldProcess(target.Given)) continue;
            if (target.Key is { } key) MakeKey(key);
            else Make(target);
        }
    }

    private void MakeKey(string key)
    {
        var parent = key[..key.LastIndexOf('\\')];
        if (Registry.Exists(key) && !Force)
        {
            WriteError(new ErrorRecord(new IOException("A key in this path already exists."), "System.IO.IOException", ErrorCategory.ResourceExists, key));
            return;
        }
        if (!Force && !Registry.Exists(parent))
        {
            WriteError(new ErrorRecord(
                new IOException("The registry key at the specified path does not exist."), "System.IO.IOException", ErrorCategory.ObjectNotFound, key));
            return;
        }
        if (Registry.Exists(key)) Registry.Remove(key);
        Registry.Create(key);
        WriteObject(KeyItem.Of(key));
    }

    private void Make(Target target)
    {
        var kind = (ItemType ?? "File").ToLowerInvariant();
        if (target.Exists && !(Force && kind is "directory" or "container" && Directory.Exists(target.Host)) && !(Force && File.Exists(target.Host)))
        {
            WriteError(new ErrorRecord(
                new IOException($"An item with the specified name {target.Given} already exists."),
                kind is "file" ? "NewItemIOError" : "DirectoryExist", ErrorCategory.ResourceExists, target.Given));
            return;
        }
        try
        {
            switch (kind)
            {
                case "directory" or "container": Directory.CreateDirectory(target.Host); break;
                case "file":
                    if (Force) Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target.Host)!);
                    File.WriteAllText(target.Host, LanguagePrimitives.ConvertTo<string>(Value));
                    break;
                case "symboliclink" or "junction": File.CreateSymbolicLink(target.Host, Paths.ToHost(LanguagePrimitives.ConvertTo<string>(Value))); break;
                default: throw new NotSupportedException($"The type is not a known type for the file system: {ItemType}.");
            }
            WriteObject(PathItem.Of(target.Host));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(problem, "NewItemIOError", ErrorCategory.WriteError, target.Given));
        }
    }

    private abstract class PathItem : PathCmdlet
    {
        public static PSObject Of(string host) => Item(host);
    }
}

public abstract class TransferItem : PathCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var target in Existing().ToList())
        {
            if (!IsWanted(System.IO.Path.GetFileName(target.Host)) || !ShouldProcess(target.Given)) continue;
            var to = Target.Of(Destination, this).Host;
            if (Directory.Exists(to)) to = System.IO.Path.Combine(to, System.IO.Path.GetFileName(target.Host));
            try
            {
                Transfer(target.Host, to);
                if (PassThru) WriteObject(Item(to));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Report(problem, target.Given);
            }
        }
    }

    protected abstract void Transfer(string from, string to);
}

[Cmdlet(VerbsCommon.Copy, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItem : TransferItem
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Container { get; set; }

    protected override void Transfer(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            File.Copy(from, to, true);
            return;
        }
        Directory.CreateDirectory(to);
        if (!Recurse) return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(from)) Transfer(entry, System.IO.Path.Combine(to, System.IO.Path.GetFileName(entry)));
    }
}

[Cmdlet(VerbsCommon.Move, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class MoveItem : TransferItem
{
    protected override void Transfer(string from, string to)
    {
        if (Directory.Exists(from)) Directory.Move(from, to);
        else File.Move(from, to, Force);
    }
}

[Cmdlet(VerbsCommon.Rename, "Item", SupportsShouldProcess = true)]
public sealed class RenameItem : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public string NewName { get; set; } = "";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var from = Target.Of(Path, this).Host;
        var to = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(from)!, NewName);
        if (!ShouldProcess(Path)) return;
        try
        {
            if (Directory.Exists(from)) Directory.Move(from, to);
            else File.Move(from, to);
        }
        catch (IOException problem)
        {
            WriteError(new ErrorRecord(problem, "RenameItemIOError", ErrorCategory.WriteError, Path));
        }
    }
}

/// <summary>A key of the registry as an item.</summary>
internal static class KeyItem
{
    public static PSObject Of(string key)
    {
        var item = new PSObject();
        item.TypeNames.Insert(0, "Microsoft.Win32.RegistryKey");
        var name = key[(key.LastIndexOf('\\') + 1)..];
        item.Properties.Add(new PSNoteProperty("Name", key));
        item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\Registry::" + key));
        item.Properties.Add(new PSNoteProperty("PSChildName", name));
        item.Properties.Add(new PSNoteProperty("PSIsContainer", true));
        item.Properties.Add(new PSNoteProperty("Property", Registry.Values(key).Select(value => value.Name).ToArray()));
        return item;
    }
}
