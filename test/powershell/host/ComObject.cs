using System.Collections;
using System.Dynamic;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>A COM object that lives in the double. Only members that the contract lists exist.</summary>
public class ComObject : DynamicObject
{
    private readonly string type;
    private readonly JsonNode id;
    private readonly JsonObject members;

    protected ComObject(string type, JsonNode id, JsonObject members)
    {
        this.type = type;
        this.id = id.DeepClone();
        this.members = members;
    }

    public static object Create(string progId)
    {
        _ = Declaration(progId);
        return Wire.AskOne(new JsonObject { ["kind"] = "com", ["operation"] = "new", ["type"] = progId })
            ?? throw new InvalidOperationException($"the double made no {progId}");
    }

    public static ComObject From(JsonObject reference)
    {
        var type = reference["type"]!.GetValue<string>();
        var declaration = Declaration(type);
        var members = declaration["members"]!.AsObject();
        return declaration["items"] is null
            ? new ComObject(type, reference["id"]!, members)
            : new ComCollection(type, reference["id"]!, members);
    }

    public JsonObject Reference() => new()
    {
        ["$com"] = new JsonObject { ["type"] = type, ["id"] = id.DeepClone() },
    };

    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        result = Ask("get", binder.Name, []);
        return true;
    }

    public override bool TrySetMember(SetMemberBinder binder, object? value)
    {
        Ask("set", binder.Name, [value]);
        return true;
    }

    public override bool TryInvokeMember(InvokeMemberBinder binder, object?[]? args, out object? result)
    {
        result = Ask("call", binder.Name, args ?? []);
        return true;
    }

    public override IEnumerable<string> GetDynamicMemberNames() => members.Select(member => member.Key);

    protected object? Ask(string operation, string member, object?[] arguments)
    {
        var name = members.Select(pair => pair.Key)
            .FirstOrDefault(key => string.Equals(key, member, StringComparison.OrdinalIgnoreCase))
            ?? throw new ViolationException($"[{type}] has no documented member '{member}': contract.json lists {string.Join(", ", members.Select(pair => pair.Key))}");
        var kind = members[name]!.GetValue<string>();
        if ((operation == "call") != (kind == "method") || (operation == "set" && kind == "read"))
        {
            throw new ViolationException($"'{name}' of [{type}] is documented as {kind}, and the script does {operation}");
        }
        return Wire.AskOne(new JsonObject
        {
            ["kind"] = "com",
            ["operation"] = operation,
            ["type"] = type,
            ["object"] = id.DeepClone(),
            ["member"] = name,
            ["arguments"] = new JsonArray(arguments.Select(Values.ToJson).ToArray()),
        });
    }

    private static JsonObject Declaration(string type) =>
        Contract.Find(Contract.Section("com"), type)?.AsObject()
        ?? throw new ViolationException($"the COM object {type} is not in contract.json");
}

/// <summary>A COM collection: `foreach` walks it.</summary>
public sealed class ComCollection : ComObject, IEnumerable
{
    internal ComCollection(string type, JsonNode id, JsonObject members)
        : base(type, id, members)
    {
    }

    public IEnumerator GetEnumerator()
    {
        var count = Convert.ToInt32(Ask("get", "Count", []));
        for (var index = 0; index < count; index++) yield return Ask("call", "Item", [index]);
    }
}
