using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>PowerShell's values as JSON for the double, and back. A `$type` names the type of an object.</summary>
public static class Values
{
    private const int Depth = 8;

    public static JsonNode? ToJson(object? value) => ToJson(value, Depth);

    private static JsonNode? ToJson(object? value, int depth)
    {
        var wrapped = value as PSObject;
        var plain = wrapped?.BaseObject ?? value;
        switch (plain)
        {
            case null: return null;
            case string text: return text;
            case bool flag: return flag;
            case SwitchParameter given: return given.IsPresent;
            case char letter: return letter.ToString();
            case byte or sbyte or short or ushort or int or uint or long:
                return JsonValue.Create(Convert.ToInt64(plain, CultureInfo.InvariantCulture));
            case ulong big: return JsonValue.Create(big);
            case decimal exact: return JsonValue.Create(exact);
            case float or double: return JsonValue.Create(Convert.ToDouble(plain, CultureInfo.InvariantCulture));
            case DateTime time: return time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture);
            case TimeSpan span: return new JsonObject { ["$type"] = "TimeSpan", ["seconds"] = span.TotalSeconds };
            case Guid or Version or Uri or Enum or ScriptBlock or Type: return plain.ToString();
            case ComObject com: return com.Reference();
            case FileSystemInfo file: return file.FullName;
            case PSCredential credential: return new JsonObject { ["$type"] = "PSCredential", ["userName"] = credential.UserName };
            case System.Security.SecureString: return new JsonObject { ["$type"] = "SecureString" };
        }
        if (depth == 0) return plain.ToString();
        if (plain is IDictionary table)
        {
            var members = new JsonObject();
            foreach (DictionaryEntry entry in table) members[entry.Key.ToString()!] = ToJson(entry.Value, depth - 1);
            return members;
        }
        if (plain is IEnumerable list)
        {
            var items = new JsonArray();
            foreach (var item in list) items.Add(ToJson(item, depth - 1));
            return items;
        }
        var source = wrapped ?? PSObject.AsPSObject(plain);
        var result = new JsonObject();
        var type = source.TypeNames.FirstOrDefault();
        if (type is not null && type != "System.Management.Automation.PSCustomObject") result["$type"] = type;
        foreach (var property in source.Properties)
        {
            if (!property.IsGettable) continue;
            result[property.Name] = ToJson(property.Value, depth - 1);
        }
        return result;
    }

    public static object? FromJson(JsonNode? node)
    {
        switch (node)
        {
            case null: return null;
            case JsonArray list: return list.Select(FromJson).ToArray();
            case JsonObject members: return FromObject(members);
        }
        var element = node.GetValue<JsonElement>();
        return element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => element.GetString(),
            _ => Number(element),
        };
    }

    /// <summary>The narrowest of the number types that Windows PowerShell's own JSON gives.</summary>
    public static object Number(JsonElement element)
    {
        if (element.TryGetInt32(out var small)) return small;
        if (element.TryGetInt64(out var large)) return large;
        if (element.TryGetUInt64(out var largest)) return largest;
        if (element.TryGetDecimal(out var exact)) return exact;
        return element.GetDouble();
    }

    private static object FromObject(JsonObject members)
    {
        if (members["$com"] is JsonObject reference) return ComObject.From(reference);
        var type = members["$type"]?.GetValue<string>();
        switch (type)
        {
            case "DateTime":
                return DateTime.Parse(members["value"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            case "TimeSpan": return TimeSpan.FromSeconds(members["seconds"]!.GetValue<double>());
            case "Guid": return Guid.Parse(members["value"]!.GetValue<string>());
            case "Bytes": return Convert.FromBase64String(members["base64"]!.GetValue<string>());
        }
        var result = new PSObject();
        var properties = type is null ? null : DocumentedProperties(type);
        foreach (var (name, value) in members)
        {
            if (name == "$type") continue;
            if (properties is not null && !properties.Contains(name))
            {
                throw new ViolationException($"the double gave {type} a property {name}, which the contract does not list");
            }
            result.Properties.Add(new PSNoteProperty(name, FromJson(value)));
        }
        if (type is not null)
        {
            result.TypeNames.Clear();
            foreach (var name in Hierarchy(type)) result.TypeNames.Add(name);
            result.TypeNames.Add("System.Object");
        }
        return result;
    }

    private static HashSet<string>? DocumentedProperties(string type)
    {
        HashSet<string>? all = null;
        foreach (var name in Hierarchy(type))
        {
            if (Contract.Section("types")[name]?["properties"] is not JsonArray listed) continue;
            all ??= [];
            all.UnionWith(listed.Select(property => property!.GetValue<string>()));
        }
        return all;
    }

    private static IEnumerable<string> Hierarchy(string type)
    {
        for (var name = type; name is not null;)
        {
            yield return name;
            name = Contract.Section("types")[name]?["is"]?.GetValue<string>();
        }
    }
}
