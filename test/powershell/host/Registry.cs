using System.Management.Automation;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>The registry, which the double keeps.</summary>
public static class Registry
{
    public static bool Exists(string key) => Ask("exists", key) is true;

    public static IEnumerable<string> Subkeys(string key) => List(Ask("subkeys", key)).Select(name => (string)name!);

    /// <summary>The key's values by name.</summary>
    public static IEnumerable<PSPropertyInfo> Values(string key) =>
        Ask("values", key) is PSObject values ? values.Properties : [];

    public static void SetValue(string key, string name, object? value, string? type) => Ask("setValue", key, new JsonObject
    {
        ["name"] = name,
        ["value"] = Host.Values.ToJson(value),
        ["type"] = type ?? (value is int or uint ? "DWord" : value is long or ulong ? "QWord" : value is string[] or object[] ? "MultiString" : value is byte[] ? "Binary" : "String"),
    });

    public static void RemoveValue(string key, string name) => Ask("removeValue", key, new JsonObject { ["name"] = name });

    public static void Create(string key) => Ask("create", key);

    public static void Remove(string key) => Ask("remove", key);

    private static object? Ask(string operation, string key, JsonObject? more = null)
    {
        var request = more ?? [];
        request["kind"] = "registry";
        request["operation"] = operation;
        request["key"] = key;
        return Wire.AskOne(request);
    }

    private static IEnumerable<object?> List(object? answer) => answer as object?[] ?? [];
}
