using System.Collections;
using System.Management.Automation;

namespace ImageFactory.Host.StandIns;

/// <summary>A property given by name, by script block or by a table with the keys Name and Expression.</summary>
internal sealed record Selector(string Name, Func<PSObject, object?> Read, bool? Descending)
{
    public static Selector Of(object given)
    {
        var plain = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (plain is ScriptBlock block) return new Selector(block.ToString(), item => Evaluate(block, item), null);
        if (plain is not IDictionary table)
        {
            var name = LanguagePrimitives.ConvertTo<string>(given);
            return new Selector(name, item => item.Properties[name]?.Value, null);
        }
        string? label = null;
        object? expression = null;
        bool? descending = null;
        foreach (DictionaryEntry entry in table)
        {
            var key = entry.Key.ToString()!.ToLowerInvariant();
            if (key.Length > 0 && ("name".StartsWith(key, StringComparison.Ordinal) || "label".StartsWith(key, StringComparison.Ordinal))) label = entry.Value?.ToString();
            else if (key.Length > 0 && "expression".StartsWith(key, StringComparison.Ordinal)) expression = entry.Value;
            else if (key is "descending") descending = LanguagePrimitives.IsTrue(entry.Value);
            else if (key is "ascending") descending = !LanguagePrimitives.IsTrue(entry.Value);
            else throw new PSArgumentException($"The {entry.Key} key is not valid.");
        }
        var inner = Of(expression ?? throw new PSArgumentException("The table has no key Expression."));
        return inner with { Name = label ?? inner.Name, Descending = descending };
    }

    private static object? Evaluate(ScriptBlock block, PSObject item)
    {
        var found = block.InvokeWithContext(null, [new PSVariable("_", item)], []);
        return found.Count switch { 0 => null, 1 => found[0], _ => found.ToArray() };
    }
}

[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "DefaultParameter")]
public sealed class SelectObject : PSCmdlet
{
    private readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ParameterSetName = "DefaultParameter")]
    public object[] Property { get; set; } = [];

    [Parameter(ParameterSetName = "DefaultParameter")]
    public string[] ExcludeProperty { get; set; } = [];

    [Parameter(ParameterSetName = "DefaultParameter")]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    public int First { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    public int Last { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    public int Skip { get; set; }

    [Parameter(ParameterSetName = "IndexParameter")]
    public int[] Index { get; set; } = [];

    protected override void ProcessRecord()
    {
        if (InputObject is not null) items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        IEnumerable<PSObject> wanted = items;
        if (Index.Length > 0) wanted = items.Where((_, at) => Index.Contains(at));
        else if (First >= 0 || Last >= 0)
        {
            var rest = Last >= 0 && First < 0 ? items.SkipLast(Skip).ToList() : items.Skip(Skip).ToList();
            var first = Math.Max(First, 0);
            wanted = rest.Where((_, at) => at < first || at >= rest.Count - Math.Max(Last, 0));
        }
        else wanted = items.Skip(Skip);
        var results = wanted.SelectMany(Shape);
        if (Unique) results = results.DistinctBy(Key);
        foreach (var result in results) WriteObject(result);
    }

    private IEnumerable<object?> Shape(PSObject item)
    {
        if (ExpandProperty is { } name)
        {
            if (item.Properties[name] is not { } property)
            {
                WriteError(new ErrorRecord(
                    new PSArgumentException($"Property \"{name}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, item));
                return [];
            }
            return LanguagePrimitives.GetEnumerable(property.Value)?.Cast<object?>() ?? [property.Value];
        }
        return Property.Length == 0 ? [item] : [Pick(item)];
    }

    private PSObject Pick(PSObject item)
    {
        var result = new PSObject();
        foreach (var given in Property)
        {
            var selector = Selector.Of(given);
            if (given is string pattern && WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                var match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
                foreach (var property in item.Properties.Where(one => match.IsMatch(one.Name) && !IsExcluded(one.Name)))
                {
                    result.Properties.Add(new PSNoteProperty(property.Name, property.Value));
                }
            }
            else if (!IsExcluded(selector.Name)) result.Properties.Add(new PSNoteProperty(selector.Name, selector.Read(item)));
        }
        return result;
    }

    private bool IsExcluded(string name) => ExcludeProperty.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name));

    private static object? Key(object? value) =>
        value is PSObject { BaseObject: PSCustomObject } shaped ? string.Join('\n', shaped.Properties.Select(one => $"{one.Name}={one.Value}")) : value is PSObject plain ? plain.BaseObject : value;
}

[Cmdlet("Sort", "Object")]
public sealed class SortObject : PSCmdlet
{
    private readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var selectors = Property.Length == 0 ? [new Selector("", item => item, null)] : Property.Select(Selector.Of).ToArray();
        var rows = items.Select(item => (Item: item, Keys: selectors.Select(selector => selector.Read(item)).ToArray())).ToList();
        int Compare((PSObject Item, object?[] Keys) left, (PSObject Item, object?[] Keys) right)
        {
            for (var at = 0; at < selectors.Length; at++)
            {
                var order = LanguagePrimitives.Compare(left.Keys[at], right.Keys[at], !CaseSensitive);
                if (order != 0) return selectors[at].Descending ?? Descending ? -order : order;
            }
            return 0;
        }
        var sorted = rows.Order(Comparer<(PSObject Item, object?[] Keys)>.Create(Compare)).ToList();
        for (var at = 0; at < sorted.Count; at++)
        {
            if (!Unique || at == 0 || Compare(sorted[at - 1], sorted[at]) != 0) WriteObject(sorted[at].Item);
        }
    }
}

[Cmdlet("Group", "Object")]
public sealed class GroupObject : PSCmdlet
{
    private readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var selectors = Property.Select(Selector.Of).ToArray();
        foreach (var group in items.GroupBy(
            item => selectors.Length == 0 ? item.ToString() : string.Join(", ", selectors.Select(one => LanguagePrimitives.ConvertTo<string>(one.Read(item)))),
            StringComparer.OrdinalIgnoreCase))
        {
            var result = new PSObject();
            result.Properties.Add(new PSNoteProperty("Count", group.Count()));
            result.Properties.Add(new PSNoteProperty("Name", group.Key));
            if (!NoElement) result.Properties.Add(new PSNoteProperty("Group", group.ToArray()));
            WriteObject(result);
        }
    }
}

[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObject : PSCmdlet
{
    private readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var values = items.Select(item => Property is null ? item : item.Properties[Property]?.Value).Where(value => value is not null).ToList();
        double? Of(bool wanted, Func<IEnumerable<double>, double> measure) =>
            wanted && values.Count > 0 ? measure(values.Select(value => LanguagePrimitives.ConvertTo<double>(value))) : null;
        var result = new PSObject();
        result.Properties.Add(new PSNoteProperty("Count", values.Count));
        result.Properties.Add(new PSNoteProperty("Average", Of(Average, Enumerable.Average)));
        result.Properties.Add(new PSNoteProperty("Sum", Of(Sum, Enumerable.Sum)));
        result.Properties.Add(new PSNoteProperty("Maximum", Of(Maximum, Enumerable.Max)));
        result.Properties.Add(new PSNoteProperty("Minimum", Of(Minimum, Enumerable.Min)));
        result.Properties.Add(new PSNoteProperty("Property", Property));
        WriteObject(result);
    }
}

[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = "MemberSet")]
public sealed class AddMember : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "MemberSet")]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "MemberSet")]
    public string Name { get; set; } = "";

    [Parameter(Position = 2, ParameterSetName = "MemberSet")]
    public object? Value { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotePropertySingleMemberSet")]
    public string? NotePropertyName { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "NotePropertySingleMemberSet")]
    [AllowNull]
    public object? NotePropertyValue { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotePropertyMultiMemberSet")]
    public IDictionary? NotePropertyMembers { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (NotePropertyMembers is { } members) foreach (DictionaryEntry entry in members) Add(new PSNoteProperty(entry.Key.ToString(), entry.Value));
        else if (NotePropertyName is { } name) Add(new PSNoteProperty(name, NotePropertyValue));
        else
        {
            Add(MemberType switch
            {
                PSMemberTypes.NoteProperty => new PSNoteProperty(Name, Value),
                PSMemberTypes.ScriptProperty => new PSScriptProperty(Name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value)),
                PSMemberTypes.ScriptMethod => new PSScriptMethod(Name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value)),
                PSMemberTypes.AliasProperty => new PSAliasProperty(Name, LanguagePrimitives.ConvertTo<string>(Value)),
                _ => throw new NotSupportedException($"the stand-in for Add-Member knows no {MemberType}"),
            });
        }
        if (PassThru) WriteObject(InputObject);
    }

    private void Add(PSMemberInfo member)
    {
        if (InputObject!.Members[member.Name] is not null)
        {
            if (!Force)
            {
                WriteError(new ErrorRecord(
                    new InvalidOperationException($"Cannot add a member with the name \"{member.Name}\" because a member with that name already exists."),
                    "MemberAlreadyExists", ErrorCategory.InvalidOperation, InputObject));
                return;
            }
            InputObject.Members.Remove(member.Name);
        }
        InputObject.Members.Add(member);
    }
}

[Cmdlet(VerbsCommon.New, "Object", DefaultParameterSetName = "Net")]
public sealed class NewObject : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Net")]
    public string TypeName { get; set; } = "";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Com")]
    public string? ComObject { get; set; }

    [Parameter(Position = 1, ParameterSetName = "Net")]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    [Parameter(ParameterSetName = "Com")]
    public SwitchParameter Strict { get; set; }

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void BeginProcessing()
    {
        var made = ComObject is { } progId ? global::ImageFactory.Host.ComObject.Create(progId) : Make();
        if (Property is not null)
        {
            var target = PSObject.AsPSObject(made);
            foreach (DictionaryEntry entry in Property)
            {
                var name = entry.Key.ToString()!;
                if (target.Properties[name] is { } known) known.Value = entry.Value;
                else if (made is PSObject) target.Properties.Add(new PSNoteProperty(name, entry.Value));
                else throw new PSArgumentException($"The member \"{name}\" was not found for the specified .NET object.");
            }
        }
        WriteObject(made);
    }

    private object Make()
    {
        var type = LanguagePrimitives.ConvertTo<Type>(TypeName);
        if (type == typeof(PSObject)) return new PSObject();
        var arguments = ArgumentList.Select(item => item is PSObject wrapped ? wrapped.BaseObject : item).ToArray();
        var constructors = type.GetConstructors().Where(one => one.GetParameters().Length == arguments.Length);
        foreach (var constructor in constructors.OrderByDescending(one => one.GetParameters().Zip(arguments).Count(pair => pair.First.ParameterType.IsInstanceOfType(pair.Second))))
        {
            var parameters = constructor.GetParameters();
            var converted = new object?[arguments.Length];
            var fits = true;
            for (var at = 0; fits && at < arguments.Length; at++)
            {
                fits = LanguagePrimitives.TryConvertTo(arguments[at], parameters[at].ParameterType, out converted[at]);
            }
            if (fits) return constructor.Invoke(converted);
        }
        if (arguments.Length == 0 && type.IsValueType) return Activator.CreateInstance(type)!;
        throw new MethodException($"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}.");
    }
}
