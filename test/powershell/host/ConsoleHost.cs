using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ImageFactory.Host;

/// <summary>powershell.exe -NonInteractive with its output redirected: errors go to standard error, a question is an error.</summary>
public sealed class ConsoleHost : PSHost
{
    private readonly NonInteractive ui = new();

    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "ConsoleHost";
    public override Version Version => new(5, 1);
    public override PSHostUserInterface UI => ui;

    public override void SetShouldExit(int exitCode) => ExitCode ??= exitCode;

    /// <summary>An error that nothing caught.</summary>
    public void Report(ErrorRecord failure)
    {
        ui.WriteErrorLine(failure.ToString());
        ui.WriteErrorLine(failure.InvocationInfo?.PositionMessage ?? "");
        ui.WriteErrorLine($"    + FullyQualifiedErrorId : {failure.FullyQualifiedErrorId}");
    }

    public override void EnterNestedPrompt() => throw NonInteractive.Refusal();
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }

    private sealed class NonInteractive : PSHostUserInterface
    {
        private readonly TextWriter output = Writer(Console.OpenStandardOutput());
        private readonly TextWriter error = Writer(Console.OpenStandardError());

        public override PSHostRawUserInterface RawUI { get; } = new Redirected();

        public static PSInvalidOperationException Refusal() =>
            new("Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");

        public override void Write(string value) => output.Write(value);
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => output.Write(value);
        public override void WriteLine(string value) => output.WriteLine(value);
        public override void WriteErrorLine(string value) => error.WriteLine(value);
        public override void WriteWarningLine(string message) => output.WriteLine("WARNING: " + message);
        public override void WriteVerboseLine(string message) => output.WriteLine("VERBOSE: " + message);
        public override void WriteDebugLine(string message) => output.WriteLine("DEBUG: " + message);
        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override string ReadLine() => throw Refusal();
        public override SecureString ReadLineAsSecureString() => throw Refusal();
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Refusal();
        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) => throw Refusal();
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Refusal();
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Refusal();

        private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    private sealed class Redirected : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override Size BufferSize { get; set; } = new(200, 50);
        public override Size WindowSize { get; set; } = new(200, 50);
        public override Size MaxWindowSize => new(200, 50);
        public override Size MaxPhysicalWindowSize => new(200, 50);
        public override Coordinates CursorPosition { get; set; }
        public override Coordinates WindowPosition { get; set; }
        public override int CursorSize { get; set; }
        public override string WindowTitle { get; set; } = "";
        public override bool KeyAvailable => false;

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw NonInteractive.Refusal();
        public override void FlushInputBuffer() { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
