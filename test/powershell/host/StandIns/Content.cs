using System.Management.Automation;
using System.Text;

namespace ImageFactory.Host.StandIns;

/// <summary>The encodings of Windows PowerShell 5.1: what is not said is the ANSI code page, and UTF8 is written with a byte order mark.</summary>
public static class Encodings
{
    private static readonly Encoding Ansi = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public enum Name
    {
        Default,
        Ascii,
        BigEndianUnicode,
        Byte,
        Oem,
        String,
        Unicode,
        Unknown,
        UTF7,
        UTF8,
        UTF32,
    }

    public static Encoding Of(Name name) => name switch
    {
        Name.Ascii => Encoding.ASCII,
        Name.BigEndianUnicode => Encoding.BigEndianUnicode,
        Name.Unicode or Name.String or Name.Unknown => Encoding.Unicode,
        Name.UTF8 => new UTF8Encoding(true),
        Name.UTF32 => Encoding.UTF32,
        Name.Oem => CodePagesEncodingProvider.Instance.GetEncoding(437)!,
        Name.Default => Ansi,
        _ => throw new NotSupportedException($"the stand-in knows no encoding {name}"),
    };
}

[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContent : PathCmdlet
{
    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    public Encodings.Name Encoding { get; set; }

    [Parameter]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = -1;

    [Parameter]
    [Alias("Last")]
    public int Tail { get; set; } = -1;

    [Parameter]
    public long ReadCount { get; set; } = 1;

    protected override void ProcessRecord()
    {
        foreach (var target in Existing())
        {
            try
            {
                Read(target.Host);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Report(problem, target.Given);
            }
        }
    }

    private void Read(string path)
    {
        if (Encoding == Encodings.Name.Byte)
        {
            var bytes = File.ReadAllBytes(path);
            WriteObject(bytes, ReadCount != 0);
            return;
        }
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encodings.Of(Encoding), true);
        var text = reader.ReadToEnd();
        if (Raw)
        {
            WriteObject(text);
            return;
        }
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        IEnumerable<string> wanted = lines;
        if (TotalCount >= 0) wanted = wanted.Take((int)TotalCount);
        if (Tail >= 0) wanted = wanted.TakeLast(Tail);
        WriteObject(ReadCount == 0 ? wanted.ToArray() : wanted, ReadCount != 0);
    }
}

public abstract class WriteContent : PathCmdlet
{
    private readonly List<object?> values = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] Value { get; set; } = [];

    [Parameter]
    public Encodings.Name Encoding { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter(ParameterSetName = "Path", Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public override string[] Path { get; set; } = [];

    protected abstract bool Append { get; }

    protected override void ProcessRecord() => values.AddRange(Value ?? []);

    protected override void EndProcessing()
    {
        foreach (var path in LiteralPath.Length > 0 ? LiteralPath : Path)
        {
            if (!ShouldProcess(path)) continue;
            try
            {
                Write(Target.Of(path, this).Host);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Report(problem, path);
            }
        }
        if (PassThru) WriteObject(values, true);
    }

    private void Write(string path)
    {
        if (Encoding == Encodings.Name.Byte)
        {
            var bytes = values.Select(value => LanguagePrimitives.ConvertTo<byte>(value)).ToArray();
            using var stream = new FileStream(path, Append ? FileMode.Append : FileMode.Create);
            stream.Write(bytes);
            return;
        }
        var end = NoNewline ? "" : "\r\n";
        var text = string.Concat(values.Select(value => LanguagePrimitives.ConvertTo<string>(value) + end));
        using var writer = new StreamWriter(path, Append, Encodings.Of(Encoding));
        writer.Write(text);
    }
}

[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetContent : WriteContent
{
    protected override bool Append => false;
}

[Cmdlet(VerbsCommon.Add, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class AddContent : WriteContent
{
    protected override bool Append => true;
}

[Cmdlet(VerbsData.Out, "File", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
public sealed class OutFile : PSCmdlet
{
    private readonly List<string> lines = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string FilePath { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath")]
    public string LiteralPath { get; set; } = "";

    [Parameter(Position = 1)]
    public Encodings.Name Encoding { get; set; } = Encodings.Name.Unicode;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Append { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => lines.Add(InputObject?.ToString() ?? "");

    protected override void EndProcessing()
    {
        var path = FilePath.Length > 0 ? FilePath : LiteralPath;
        if (!ShouldProcess(path)) return;
        using var writer = new StreamWriter(Target.Of(path, this).Host, Append, Encodings.Of(Encoding)) { NewLine = "\r\n" };
        foreach (var line in lines) writer.WriteLine(line);
    }
}
