using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace ImageFactory.Host.StandIns;

/// <summary>As in Windows PowerShell 5.1: a depth of 2, dates as \/Date()\/, and &lt; &gt; &amp; ' escaped.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
public sealed class ConvertToJson : PSCmdlet
{
    private readonly List<object?> items = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(1, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    protected override void ProcessRecord() => items.Add(InputObject);

    protected override void EndProcessing()
    {
        if (items.Count == 0) return;
        var text = new StringBuilder();
        Write(text, items.Count > 1 ? items.ToArray() : items[0], 0);
        WriteObject(text.ToString());
    }

    private void Write(StringBuilder text, object? value, int level)
    {
        var wrapped = value as PSObject;
        var plain = wrapped?.BaseObject ?? value;
        switch (plain)
        {
            case null or DBNull: text.Append("null"); return;
            case string words: Quote(text, words); return;
            case char letter: Quote(text, letter.ToString()); return;
            case bool flag: text.Append(flag ? "true" : "false"); return;
            case DateTime time:
                var milliseconds = (time.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
                text.Append(CultureInfo.InvariantCulture, $"\"\\/Date({milliseconds})\\/\"");
                return;
            case Guid or Uri: Quote(text, plain.ToString()!); return;
            case Enum number: text.Append(Convert.ToInt64(number, CultureInfo.InvariantCulture)); return;
            case double or float: text.Append(((IFormattable)plain).ToString("R", CultureInfo.InvariantCulture)); return;
            case IFormattable when plain.GetType().IsPrimitive || plain is decimal:
                text.Append(((IFormattable)plain).ToString(null, CultureInfo.InvariantCulture));
                return;
        }
        if (level > Depth)
        {
            Quote(text, LanguagePrimitives.ConvertTo<string>(plain is IEnumerable ? plain : value));
            return;
        }
        if (plain is IDictionary table) Members(text, table.Cast<DictionaryEntry>().Select(pair => (pair.Key.ToString()!, pair.Value)), level);
        else if (plain is IEnumerable list) Elements(text, list, level);
        else Members(text, (wrapped ?? PSObject.AsPSObject(plain)).Properties.Where(property => property.IsGettable).Select(property => (property.Name, Read(property))), level);
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private void Members(StringBuilder text, IEnumerable<(string Name, object? Value)> members, int level) =>
        List(text, '{', '}', members, level, member =>
        {
            Quote(text, member.Name);
            text.Append(Compress ? ":" : ":  ");
            Write(text, member.Value, level + 1);
        });

    private void Elements(StringBuilder text, IEnumerable list, int level) =>
        List(text, '[', ']', list.Cast<object?>(), level, item => Write(text, item, level + 1));

    private void List<T>(StringBuilder text, char open, char close, IEnumerable<T> items, int level, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            Line(text, level + 1);
            write(item);
        }
        Line(text, level);
        text.Append(close);
    }

    private void Line(StringBuilder text, int level)
    {
        if (!Compress) text.Append("\r\n").Append(' ', level * 4);
    }

    private static void Quote(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (var letter in words)
        {
            switch (letter)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append(@"\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '<' or '>' or '&' or '\'' or '\u0085' or '\u2028' or '\u2029':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
                    break;
                default: text.Append(letter); break;
            }
        }
        text.Append('"');
    }
}

/// <summary>As in Windows PowerShell 5.1: an array comes out as one object, and only \/Date()\/ becomes a date.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJson : PSCmdlet
{
    private readonly List<string> lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    protected override void ProcessRecord() => lines.Add(InputObject);

    protected override void EndProcessing()
    {
        if (lines.Count == 0) return;
        try
        {
            using var document = JsonDocument.Parse(string.Join("\n", lines));
            WriteObject(Convert(document.RootElement), false);
        }
        catch (JsonException problem)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException($"Invalid JSON primitive: {problem.Message}", problem),
                "System.ArgumentException", ErrorCategory.NotSpecified, null));
        }
    }

    private static object? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                foreach (var member in element.EnumerateObject())
                {
                    if (result.Properties[member.Name] is not null)
                    {
                        throw new InvalidOperationException(
                            $"Cannot convert the JSON string because a dictionary that was converted from the string contains the duplicated keys '{member.Name}'.");
                    }
                    result.Properties.Add(new PSNoteProperty(member.Name, Convert(member.Value)));
                }
                return result;
            case JsonValueKind.Array: return element.EnumerateArray().Select(Convert).ToArray();
            case JsonValueKind.String: return Text(element.GetString()!);
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Null: return null;
            default: return Values.Number(element);
        }
    }

    private static object Text(string text) =>
        text.StartsWith("/Date(", StringComparison.Ordinal) && text.EndsWith(")/", StringComparison.Ordinal)
            && long.TryParse(text[6..^2], CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTime.UnixEpoch.AddMilliseconds(milliseconds)
            : text;
}
