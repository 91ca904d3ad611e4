using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>
/// The cmdlets of Windows as advanced functions, so that PowerShell's own binder judges each call, and the double
/// answers what was bound.
/// </summary>
public static class CmdletFunctions
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["switch"] = "switch", ["String"] = "string", ["Boolean"] = "bool", ["Byte"] = "byte", ["Char"] = "char",
        ["Int16"] = "int16", ["UInt16"] = "uint16", ["Int32"] = "int", ["UInt32"] = "uint32", ["Int64"] = "long",
        ["UInt64"] = "uint64", ["Double"] = "double", ["Guid"] = "guid", ["TimeSpan"] = "timespan", ["DateTime"] = "datetime",
        ["Version"] = "version", ["Uri"] = "uri", ["Hashtable"] = "hashtable", ["PSCredential"] = "pscredential",
        ["SecureString"] = "securestring", ["PSObject"] = "psobject", ["ScriptBlock"] = "scriptblock", ["Object"] = "object",
        ["IDictionary"] = "System.Collections.IDictionary",
    };

    /// <summary>The text of a module that holds these cmdlets.</summary>
    public static string Module(IEnumerable<Cmdlet> cmdlets)
    {
        var text = new StringBuilder();
        foreach (var cmdlet in cmdlets) Function(text, cmdlet);
        return text.Append("Export-ModuleMember -Function *\n").ToString();
    }

    /// <summary>Prints all of one module of Windows, for a PowerShell that is none of ours.</summary>
    public static int Print(string module)
    {
        Console.Write(Module(Contract.Cmdlets.Values.Where(cmdlet => string.Equals(cmdlet.Module, module, StringComparison.OrdinalIgnoreCase))));
        return 0;
    }

    private static void Function(StringBuilder text, Cmdlet cmdlet)
    {
        text.Append("function ").Append(cmdlet.Name).Append(" {\n[CmdletBinding(PositionalBinding=$false");
        if (cmdlet.DefaultSet is { } set) text.Append(", DefaultParameterSetName=").Append(Quote(set));
        if (cmdlet.Parameters.ContainsKey("WhatIf")) text.Append(", SupportsShouldProcess=$true");
        if (cmdlet.Confirms) text.Append(", ConfirmImpact='High'");
        text.Append(")]\nparam(\n");
        text.AppendJoin(",\n", cmdlet.Parameters.Where(pair => !IsCommon(pair.Key)).Select(pair => Parameter(pair.Key, pair.Value!.AsObject())));
        text.Append(")\nprocess { [ImageFactory.Host.Wire]::Cmdlet($PSCmdlet, ").Append(Quote(cmdlet.Name)).Append(", $PSBoundParameters) }\n}\n");
    }

    private static string Parameter(string name, JsonObject entry)
    {
        var text = new StringBuilder();
        var sets = (entry["sets"] as JsonArray)?.Select(set => (string?)set!.GetValue<string>()) ?? [null];
        foreach (var set in sets)
        {
            var facts = new List<string>();
            if (set is not null) facts.Add("ParameterSetName=" + Quote(set));
            if (entry["required"] is not null) facts.Add("Mandatory=$true");
            if (entry["position"] is { } position) facts.Add("Position=" + position.GetValue<int>());
            if (entry["pipeline"] is not null) facts.Add("ValueFromPipeline=$true, ValueFromPipelineByPropertyName=$true");
            text.Append("[Parameter(").AppendJoin(", ", facts).Append(")] ");
        }
        if (entry["aliases"] is JsonArray aliases) text.Append("[Alias(").AppendJoin(", ", Texts(aliases).Select(Quote)).Append(")] ");
        if (entry["values"] is JsonArray values) text.Append("[ValidateSet(").AppendJoin(", ", Texts(values).Select(Quote)).Append(")] ");
        return text.Append(Type(entry)).Append(" ${").Append(name).Append('}').ToString();
    }

    /// <summary>A type that Linux lacks is judged by its name: an enumeration by its values, an object by the type that the double gave it.</summary>
    private static string Type(JsonObject entry)
    {
        var declared = entry["type"]!.GetValue<string>();
        var isArray = declared.EndsWith("[]", StringComparison.Ordinal);
        var name = isArray ? declared[..^2] : declared;
        var suffix = isArray ? "[]" : "";
        if (Types.TryGetValue(name, out var known)) return $"[{known}{suffix}]";
        if (entry["values"] is not null) return $"[string{suffix}]";
        return $"[PSTypeName({Quote(name)})] [object{suffix}]";
    }

    private static bool IsCommon(string name) =>
        System.Management.Automation.Cmdlet.CommonParameters.Contains(name)
        || System.Management.Automation.Cmdlet.OptionalCommonParameters.Contains(name);

    private static IEnumerable<string> Texts(JsonArray list) => list.Select(item => item!.GetValue<string>());

    private static string Quote(string text) => "'" + text.Replace("'", "''") + "'";
}
