using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>What Windows has and Linux has not, as documented: cmdlets, COM objects, CIM classes, programs, .NET members.</summary>
public static class Contract
{
    private static readonly Lazy<JsonObject> Table = new(() => Read("cmdlets.json"));
    private static readonly Lazy<JsonObject> Lists = new(() => Read("contract.json"));
    private static readonly Lazy<Dictionary<string, Cmdlet>> ByName = new(() =>
    {
        var all = new Dictionary<string, Cmdlet>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in new[] { Table.Value, Section("cmdlets") })
        {
            foreach (var (name, entry) in source) all.Add(name, new Cmdlet(name, entry!.AsObject()));
        }
        return all;
    });

    public static IReadOnlyDictionary<string, Cmdlet> Cmdlets => ByName.Value;

    public static JsonObject Section(string name) =>
        Lists.Value[name]?.AsObject() ?? throw new InvalidDataException($"contract.json has no section \"{name}\"");

    /// <summary>Finds a member whatever its case, as PowerShell does.</summary>
    public static JsonNode? Find(JsonObject section, string name) =>
        section.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!.AsObject();
}

public sealed record Cmdlet(string Name, JsonObject Entry)
{
    public string Module => Entry["module"]!.GetValue<string>();
    public string? DefaultSet => Entry["defaultSet"]?.GetValue<string>();
    public JsonObject Parameters => Entry["parameters"]!.AsObject();

    /// <summary>It asks before it acts, unless -Force or -Confirm:$false is given: under -NonInteractive an error.</summary>
    public bool Confirms => Contract.Section("confirms").ContainsKey(Name);

    public bool Knows(string parameter) =>
        Parameters.Any(pair => string.Equals(pair.Key, parameter, StringComparison.OrdinalIgnoreCase)
            || (pair.Value!["aliases"] as JsonArray)?.Any(alias =>
                string.Equals(alias!.GetValue<string>(), parameter, StringComparison.OrdinalIgnoreCase)) == true);
}
