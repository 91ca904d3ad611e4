using System.Management.Automation;

namespace ImageFactory.Host.StandIns;

/// <summary>The values of registry keys.</summary>
public abstract class ItemPropertyCmdlet : PathCmdlet
{
    protected IEnumerable<string> Keys() =>
        Existing().Select(target => target.Key
            ?? throw new NotSupportedException($"{target.Given}: the stand-in for {MyInvocation.MyCommand.Name} knows the registry only"));

    protected void Missing(string name, string key) =>
        WriteError(new ErrorRecord(
            new PSArgumentException($"Property {name} does not exist at path {key}."), "System.Management.Automation.PSArgumentException",
            ErrorCategory.InvalidArgument, key));

    protected static PSPropertyInfo? Find(string key, string name) =>
        Registry.Values(key).FirstOrDefault(value => string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase));
}

[Cmdlet(VerbsCommon.Get, "ItemProperty", DefaultParameterSetName = "Path")]
public sealed class GetItemProperty : ItemPropertyCmdlet
{
    [Parameter(Position = 1)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord()
    {
        foreach (var key in Keys())
        {
            var item = new PSObject();
            foreach (var name in Name)
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                var found = Registry.Values(key).Where(value => pattern.IsMatch(value.Name)).ToList();
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) Missing(name, key);
                foreach (var value in found) item.Properties.Add(new PSNoteProperty(value.Name, value.Value));
            }
            if (!item.Properties.Any()) continue;
            item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\Registry::" + key));
            item.Properties.Add(new PSNoteProperty("PSChildName", key[(key.LastIndexOf('\\') + 1)..]));
            WriteObject(item);
        }
    }
}

[Cmdlet(VerbsCommon.Get, "ItemPropertyValue", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyValue : ItemPropertyCmdlet
{
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var key in Keys())
        {
            foreach (var name in Name)
            {
                if (Find(key, name) is { } value) WriteObject(value.Value);
                else Missing(name, key);
            }
        }
    }
}

[Cmdlet(VerbsCommon.Set, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetItemProperty : ItemPropertyCmdlet
{
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("PSProperty")]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 2)]
    [AllowNull]
    public object? Value { get; set; }

    /// <summary>The registry provider's own parameter.</summary>
    [Parameter]
    public ValueKind Type { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var key in Keys())
        {
            if (ShouldProcess(key)) Registry.SetValue(key, Name, Value, ValueKinds.Name(Type));
        }
    }
}

[Cmdlet(VerbsCommon.New, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class NewItemProperty : ItemPropertyCmdlet
{
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("PSProperty")]
    public string Name { get; set; } = "";

    [Parameter]
    [Alias("Type")]
    public ValueKind PropertyType { get; set; }

    [Parameter]
    public object? Value { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var key in Keys())
        {
            if (Find(key, Name) is not null && !Force)
            {
                WriteError(new ErrorRecord(new IOException("The property already exists."), "System.IO.IOException", ErrorCategory.ResourceExists, key));
            }
            else if (ShouldProcess(key))
            {
                Registry.SetValue(key, Name, Value, ValueKinds.Name(PropertyType));
                var made = new PSObject();
                made.Properties.Add(new PSNoteProperty(Name, Value));
                WriteObject(made);
            }
        }
    }
}

[Cmdlet(VerbsCommon.Remove, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemProperty : ItemPropertyCmdlet
{
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var key in Keys())
        {
            foreach (var name in Name)
            {
                if (Find(key, name) is null) Missing(name, key);
                else if (ShouldProcess(key)) Registry.RemoveValue(key, name);
            }
        }
    }
}

/// <summary>Microsoft.Win32.RegistryValueKind.</summary>
public enum ValueKind
{
    Unknown,
    String,
    ExpandString,
    Binary,
    DWord,
    MultiString,
    QWord,
}

internal static class ValueKinds
{
    public static string? Name(ValueKind kind) => kind == ValueKind.Unknown ? null : kind.ToString();
}
