using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>The classes of CIM, their namespaces, methods and arguments, as the contract lists them.</summary>
public static class CimContract
{
    private const string DefaultNamespace = "root/cimv2";

    public static void Judge(IDictionary<string, object?> bound)
    {
        if (Text(bound, "Query") is { } query) throw new ViolationException($"the query \"{query}\": scripts name a class instead");
        var instance = bound.TryGetValue("InputObject", out var value) ? ((PSObject)value!).TypeNames[0] : null;
        foreach (var parameter in new[] { "ClassName", "ResultClassName", "Association" })
        {
            if (Text(bound, parameter) is { } name) Class(name, instance is null ? Text(bound, "Namespace") ?? DefaultNamespace : null);
        }
        if (Text(bound, "MethodName") is { } method) Method(instance ?? Text(bound, "ClassName")!, method, bound);
    }

    private static JsonObject Class(string name, string? place)
    {
        var known = Contract.Find(Contract.Section("cim"), name) as JsonObject
            ?? throw new ViolationException($"the CIM class {name} is in no list of the contract");
        var home = known["namespace"]!.GetValue<string>();
        if (place is null || string.Equals(home, place.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase)) return known;
        throw new ViolationException($"Invalid class {name}: it is in the namespace {home}, and the script looks in {place}");
    }

    private static void Method(string type, string name, IDictionary<string, object?> bound)
    {
        if (Contract.Find(Class(type, null)["methods"] as JsonObject ?? [], name) is not JsonArray arguments)
        {
            throw new ViolationException($"the CIM class {type} has no method {name} in the contract");
        }
        if (!bound.TryGetValue("Arguments", out var given) || given is not IDictionary table) return;
        foreach (var key in table.Keys.Cast<object>().Select(key => key.ToString()!))
        {
            if (!arguments.Any(known => string.Equals(known!.GetValue<string>(), key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ViolationException($"the method {type}.{name} has no argument {key} in the contract");
            }
        }
    }

    private static string? Text(IDictionary<string, object?> bound, string name) => bound.TryGetValue(name, out var value) ? value?.ToString() : null;
}
