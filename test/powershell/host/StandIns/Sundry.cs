using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace ImageFactory.Host.StandIns;

[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleep : PSCmdlet
{
    private readonly CancellationTokenSource stopped = new();

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Seconds", ValueFromPipeline = true)]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int Seconds { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds")]
    [ValidateRange(0, int.MaxValue)]
    public int Milliseconds { get; set; }

    protected override void ProcessRecord() =>
        stopped.Token.WaitHandle.WaitOne(ParameterSetName == "Seconds" ? Seconds * 1000 : Milliseconds);

    protected override void StopProcessing() => stopped.Cancel();
}

[Cmdlet(VerbsCommon.Get, "Date")]
public sealed class GetDate : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("LastWriteTime")]
    public DateTime Date { get; set; } = DateTime.Now;

    [Parameter]
    public string? Format { get; set; }

    protected override void ProcessRecord() => WriteObject(Format is null ? Date : Date.ToString(Format, CultureInfo.InvariantCulture));
}

[Cmdlet(VerbsCommon.New, "TimeSpan", DefaultParameterSetName = "Date")]
public sealed class NewTimeSpan : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Date", ValueFromPipeline = true)]
    public DateTime Start { get; set; } = DateTime.Now;

    [Parameter(Position = 1, ParameterSetName = "Date")]
    public DateTime End { get; set; } = DateTime.Now;

    [Parameter(ParameterSetName = "Time")]
    public int Days { get; set; }

    [Parameter(ParameterSetName = "Time")]
    public int Hours { get; set; }

    [Parameter(ParameterSetName = "Time")]
    public int Minutes { get; set; }

    [Parameter(ParameterSetName = "Time")]
    public int Seconds { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(ParameterSetName == "Date" ? End - Start : new TimeSpan(Days, Hours, Minutes, Seconds));
}

[Cmdlet(VerbsCommon.New, "Guid")]
public sealed class NewGuid : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(Guid.NewGuid());
}

[Cmdlet(VerbsCommon.Get, "Random")]
public sealed class GetRandom : PSCmdlet
{
    [Parameter(Position = 0)]
    public int Maximum { get; set; } = int.MaxValue;

    [Parameter]
    public int Minimum { get; set; }

    protected override void ProcessRecord() => WriteObject(Random.Shared.Next(Minimum, Maximum));
}

[Cmdlet(VerbsData.Out, "String")]
public sealed class OutString : PSCmdlet
{
    private readonly List<string> lines = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = 120;

    protected override void ProcessRecord() => lines.Add(InputObject?.ToString() ?? "");

    protected override void EndProcessing()
    {
        if (Stream) WriteObject(lines, true);
        else WriteObject(string.Concat(lines.Select(line => line + "\r\n")));
    }
}

[Cmdlet(VerbsCommon.Select, "String", DefaultParameterSetName = "File")]
public sealed class SelectString : PathCmdlet
{
    private int line;

    [Parameter(Mandatory = true, Position = 0)]
    public string[] Pattern { get; set; } = [];

    [Parameter(ParameterSetName = "File", Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public override string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "Object", Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string? InputObject { get; set; }

    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) Judge(InputObject, "InputStream", ++line);
        else
        {
            foreach (var target in Existing())
            {
                var number = 0;
                foreach (var text in File.ReadLines(target.Host)) Judge(text, Paths.ToWindows(target.Host), ++number);
            }
        }
    }

    private void Judge(string text, string path, int number)
    {
        var options = CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase;
        foreach (var pattern in Pattern)
        {
            var match = Regex.Match(text, SimpleMatch ? Regex.Escape(pattern) : pattern, options);
            if (!match.Success) continue;
            if (Quiet) WriteObject(true);
            else
            {
                var result = new PSObject();
                result.Properties.Add(new PSNoteProperty("Line", text));
                result.Properties.Add(new PSNoteProperty("LineNumber", number));
                result.Properties.Add(new PSNoteProperty("Path", path));
                result.Properties.Add(new PSNoteProperty("Matches", new[] { match }));
                WriteObject(result);
            }
            return;
        }
    }
}

/// <summary>Starts a program of the PATH, which in a test is a wrapper that asks the double.</summary>
[Cmdlet(VerbsLifecycle.Start, "Process")]
public sealed class StartProcess : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("PSPath", "Path")]
    public string FilePath { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("Args")]
    public string[] ArgumentList { get; set; } = [];

    [Parameter]
    public string? WorkingDirectory { get; set; }

    [Parameter]
    public string? RedirectStandardOutput { get; set; }

    [Parameter]
    public string? RedirectStandardError { get; set; }

    [Parameter]
    public SwitchParameter NoNewWindow { get; set; }

    [Parameter]
    public ProcessWindowStyle WindowStyle { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        var start = new DotNet.ProcessStartInfo(FilePath, string.Join(' ', ArgumentList))
        {
            WorkingDirectory = WorkingDirectory ?? CurrentProviderLocation("FileSystem").ProviderPath,
            RedirectStandardOutput = RedirectStandardOutput is not null,
            RedirectStandardError = RedirectStandardError is not null,
        };
        var process = DotNet.Process.Start(start);
        var copies = new[] { Save(RedirectStandardOutput, start.RedirectStandardOutput ? process.StandardOutput : null), Save(RedirectStandardError, start.RedirectStandardError ? process.StandardError : null) };
        if (Wait)
        {
            process.WaitForExit();
            Task.WaitAll(copies);
        }
        if (PassThru) WriteObject(process);
    }

    private Task Save(string? path, StreamReader? from)
    {
        if (path is null || from is null) return Task.CompletedTask;
        var target = Target.Of(path, this).Host;
        return Task.Run(async () =>
        {
            await using var file = File.Create(target);
            await from.BaseStream.CopyToAsync(file);
        });
    }
}
