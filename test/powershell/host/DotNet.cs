using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>
/// .NET types whose members take paths or ask Windows, in the shape that scripts may use: a member that is not here does
/// not exist. They stand for the real ones under the same names.
/// </summary>
public static class DotNet
{
    public static void Install()
    {
        if (OperatingSystem.IsWindows()) return;
        var add = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!
            .GetMethod("Add", BindingFlags.Public | BindingFlags.Static)!;
        void Stand(string name, Type type)
        {
            add.Invoke(null, ["System." + name, type]);
            add.Invoke(null, [name, type]);
        }
        Stand("IO.File", typeof(FileCalls));
        Stand("IO.Directory", typeof(DirectoryCalls));
        Stand("IO.Path", typeof(PathCalls));
        Stand("IO.StreamReader", typeof(Reader));
        Stand("IO.StreamWriter", typeof(Writer));
        Stand("IO.FileStream", typeof(FileBytes));
        Stand("IO.DriveInfo", typeof(Drive));
        Stand("Diagnostics.Process", typeof(Process));
        Stand("Diagnostics.ProcessStartInfo", typeof(ProcessStartInfo));
        Stand("IO.Ports.SerialPort", typeof(SerialPort));
        Stand("Security.Principal.WindowsIdentity", typeof(WindowsIdentity));
        Stand("Security.Principal.WindowsPrincipal", typeof(WindowsPrincipal));
        Stand("Security.Principal.WindowsBuiltInRole", typeof(WindowsBuiltInRole));
    }

    public static class FileCalls
    {
        public static bool Exists(string path) => File.Exists(Paths.ToHost(path));
        public static string ReadAllText(string path) => File.ReadAllText(Paths.ToHost(path));
        public static string ReadAllText(string path, Encoding encoding) => File.ReadAllText(Paths.ToHost(path), encoding);
        public static byte[] ReadAllBytes(string path) => File.ReadAllBytes(Paths.ToHost(path));
        public static string[] ReadAllLines(string path) => File.ReadAllLines(Paths.ToHost(path));
        public static string[] ReadAllLines(string path, Encoding encoding) => File.ReadAllLines(Paths.ToHost(path), encoding);
        public static void WriteAllText(string path, string text) => File.WriteAllText(Paths.ToHost(path), text);
        public static void WriteAllText(string path, string text, Encoding encoding) => File.WriteAllText(Paths.ToHost(path), text, encoding);
        public static void WriteAllBytes(string path, byte[] bytes) => File.WriteAllBytes(Paths.ToHost(path), bytes);
        public static void WriteAllLines(string path, string[] lines, Encoding encoding) => File.WriteAllLines(Paths.ToHost(path), lines, encoding);
        public static void AppendAllText(string path, string text) => File.AppendAllText(Paths.ToHost(path), text);
        public static void AppendAllText(string path, string text, Encoding encoding) => File.AppendAllText(Paths.ToHost(path), text, encoding);
        public static void Delete(string path) => File.Delete(Paths.ToHost(path));

        public static void Copy(string from, string to, bool overwrite) => File.Copy(Paths.ToHost(from), Paths.ToHost(to), overwrite);

        /// <summary>As .NET Framework's: no third argument, and an existing target is an error.</summary>
        public static void Move(string from, string to) => File.Move(Paths.ToHost(from), Paths.ToHost(to));

        public static void Replace(string from, string to, string? backup) =>
            File.Replace(Paths.ToHost(from), Paths.ToHost(to), string.IsNullOrEmpty(backup) ? null : Paths.ToHost(backup));

        public static FileAttributes GetAttributes(string path) => File.GetAttributes(Paths.ToHost(path));
        public static void SetAttributes(string path, FileAttributes attributes) => File.SetAttributes(Paths.ToHost(path), attributes);
        public static FileBytes Open(string path, FileMode mode, FileAccess access, FileShare share) => new(path, mode, access, share);
        public static FileBytes OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    public static class DirectoryCalls
    {
        public static bool Exists(string path) => Directory.Exists(Paths.ToHost(path));
        public static DirectoryInfo CreateDirectory(string path) => Directory.CreateDirectory(Paths.ToHost(path));
        public static void Delete(string path, bool recursive) => Directory.Delete(Paths.ToHost(path), recursive);
        public static string[] GetFiles(string path) => Directory.GetFiles(Paths.ToHost(path)).Select(Paths.ToWindows).ToArray();
        public static string[] GetDirectories(string path) => Directory.GetDirectories(Paths.ToHost(path)).Select(Paths.ToWindows).ToArray();
        public static string[] GetFileSystemEntries(string path) => Directory.GetFileSystemEntries(Paths.ToHost(path)).Select(Paths.ToWindows).ToArray();
    }

    public static class PathCalls
    {
        public static string GetFileName(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..];
        public static string GetFileNameWithoutExtension(string path) => Path.GetFileNameWithoutExtension(GetFileName(path));
        public static string GetExtension(string path) => Path.GetExtension(GetFileName(path));
        public static string? GetDirectoryName(string path) => path.LastIndexOfAny(['\\', '/']) is var cut and >= 0 ? path[..cut] : "";

        public static string GetPathRoot(string path) =>
            path.Length > 1 && path[1] == ':' ? path[..Math.Min(3, path.Length)] : Path.GetPathRoot(path) ?? "";

        public static bool IsPathRooted(string path) => path.StartsWith('\\') || path.StartsWith('/') || (path.Length > 1 && path[1] == ':');
        public static string GetFullPath(string path) => Paths.ToWindows(Path.GetFullPath(Paths.ToHost(path)));
        public static string GetTempPath() => Environment.GetEnvironmentVariable("TEMP") ?? Path.GetTempPath();
        public static string GetRandomFileName() => Path.GetRandomFileName();

        /// <summary>As .NET Framework's: it joins two.</summary>
        public static string Combine(string first, string second)
        {
            if (IsPathRooted(second)) return second;
            var mark = Paths.IsWindowsStyle(first) ? '\\' : '/';
            return first.Length == 0 || first[^1] is '\\' or '/' ? first + second : first + mark + second;
        }
    }

    public sealed class FileBytes(string path, FileMode mode, FileAccess access, FileShare share) : FileStream(Paths.ToHost(path), mode, access, share)
    {
        public FileBytes(string path, FileMode mode)
            : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.Read)
        {
        }

        public FileBytes(string path, FileMode mode, FileAccess access)
            : this(path, mode, access, FileShare.Read)
        {
        }
    }

    public sealed class Reader : StreamReader
    {
        public Reader(string path)
            : base(Paths.ToHost(path))
        {
        }

        public Reader(string path, Encoding encoding)
            : base(Paths.ToHost(path), encoding)
        {
        }

        public Reader(Stream stream)
            : base(stream)
        {
        }

        public Reader(Stream stream, Encoding encoding)
            : base(stream, encoding)
        {
        }
    }

    public sealed class Writer : StreamWriter
    {
        public Writer(string path, bool append, Encoding encoding)
            : base(Paths.ToHost(path), append, encoding)
        {
        }

        public Writer(Stream stream, Encoding encoding)
            : base(stream, encoding)
        {
        }
    }

    /// <summary>The volumes that the double has: their labels, kinds and free space.</summary>
    public sealed class Drive
    {
        private Drive(PSObject facts)
        {
            Name = (string)facts.Properties["Name"].Value;
            VolumeLabel = (string)facts.Properties["VolumeLabel"].Value;
            DriveType = Enum.Parse<DriveType>((string)facts.Properties["DriveType"].Value);
            IsReady = LanguagePrimitives.IsTrue(facts.Properties["IsReady"].Value);
            AvailableFreeSpace = LanguagePrimitives.ConvertTo<long>(facts.Properties["AvailableFreeSpace"]?.Value);
        }

        public string Name { get; }
        public string VolumeLabel { get; }
        public DriveType DriveType { get; }
        public bool IsReady { get; }
        public long AvailableFreeSpace { get; }
        public DriveDirectory RootDirectory => new(Name);

        public static Drive[] GetDrives()
        {
            var drives = new List<Drive>();
            Wire.Ask(new JsonObject { ["kind"] = "drives" }, answer => drives.Add(new Drive((PSObject)Values.FromJson(answer)!)));
            return [.. drives];
        }
    }

    public sealed record DriveDirectory(string FullName);

    public sealed class ProcessStartInfo
    {
        public ProcessStartInfo()
        {
        }

        public ProcessStartInfo(string fileName)
        {
            FileName = fileName;
        }

        public ProcessStartInfo(string fileName, string arguments)
            : this(fileName)
        {
            Arguments = arguments;
        }

        public string FileName { get; set; } = "";
        public string Arguments { get; set; } = "";
        public string WorkingDirectory { get; set; } = "";
        public bool UseShellExecute { get; set; } = true;
        public bool CreateNoWindow { get; set; }
        public bool RedirectStandardOutput { get; set; }
        public bool RedirectStandardError { get; set; }
        public bool RedirectStandardInput { get; set; }
        public Encoding? StandardOutputEncoding { get; set; }
        public Encoding? StandardErrorEncoding { get; set; }
        public System.Diagnostics.ProcessWindowStyle WindowStyle { get; set; }
        public VariableTable EnvironmentVariables { get; } = new();

        public System.Diagnostics.ProcessStartInfo ToHost()
        {
            var real = new System.Diagnostics.ProcessStartInfo(Paths.ToHost(FileName), Arguments)
            {
                WorkingDirectory = WorkingDirectory.Length == 0 ? "" : Paths.ToHost(WorkingDirectory),
                UseShellExecute = false,
                RedirectStandardOutput = RedirectStandardOutput,
                RedirectStandardError = RedirectStandardError,
                RedirectStandardInput = RedirectStandardInput,
                StandardOutputEncoding = RedirectStandardOutput ? StandardOutputEncoding : null,
                StandardErrorEncoding = RedirectStandardError ? StandardErrorEncoding : null,
            };
            real.Environment.Clear();
            foreach (var name in EnvironmentVariables.Keys) real.Environment[name] = EnvironmentVariables[name];
            return real;
        }
    }

    /// <summary>The environment of a child: a name is found whatever its case, and keeps the one it was given.</summary>
    public sealed class VariableTable
    {
        private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);

        public VariableTable()
        {
            foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables()) values[(string)entry.Key] = (string?)entry.Value;
        }

        public IEnumerable<string> Keys => values.Keys;

        public string? this[string name]
        {
            get => values.GetValueOrDefault(name);
            set => values[name] = value;
        }

        public bool ContainsKey(string name) => values.ContainsKey(name);
        public void Remove(string name) => values.Remove(name);
    }

    /// <summary>A child process. A .NET Framework process has no `Kill(true)` and no asynchronous wait.</summary>
    public sealed class Process
    {
        private readonly System.Diagnostics.Process real;

        public Process()
        {
            real = new System.Diagnostics.Process();
        }

        private Process(System.Diagnostics.Process real)
        {
            this.real = real;
        }

        public ProcessStartInfo StartInfo { get; set; } = new();
        public int Id => real.Id;
        public bool HasExited => real.HasExited;
        public int ExitCode => Exits.Whole(real.Id, real.ExitCode);
        public DateTime StartTime => real.StartTime;
        public StreamReader StandardOutput => real.StandardOutput;
        public StreamReader StandardError => real.StandardError;
        public StreamWriter StandardInput => real.StandardInput;

        public static Process Start(ProcessStartInfo start)
        {
            var process = new Process { StartInfo = start };
            process.Start();
            return process;
        }

        public static Process GetCurrentProcess() => new(System.Diagnostics.Process.GetCurrentProcess());

        public bool Start()
        {
            real.StartInfo = StartInfo.ToHost();
            return real.Start();
        }

        public void WaitForExit() => real.WaitForExit();
        public bool WaitForExit(int milliseconds) => real.WaitForExit(milliseconds);
        public void Kill() => real.Kill();
        public void Refresh() => real.Refresh();
        public void Dispose() => real.Dispose();
        public void Close() => real.Close();
    }

    /// <summary>The first serial port; what is written goes to the double.</summary>
    public sealed class SerialPort(string portName, int baudRate, string parity, int dataBits, string stopBits)
    {
        public SerialPort(string portName)
            : this(portName, 9600, "None", 8, "One")
        {
        }

        public string PortName { get; } = portName;
        public int BaudRate { get; set; } = baudRate;
        public int WriteTimeout { get; set; } = -1;
        public int ReadTimeout { get; set; } = -1;
        public string NewLine { get; set; } = "\n";
        public bool DtrEnable { get; set; }
        public bool RtsEnable { get; set; }
        public bool IsOpen { get; private set; }
        public Encoding Encoding { get; set; } = Encoding.ASCII;

        /// <summary>As given, for the double's eye.</summary>
        public string Settings => $"{parity},{dataBits},{stopBits}";

        public void Open()
        {
            if (IsOpen) throw new InvalidOperationException("The port is already open.");
            Ask("open", null);
            IsOpen = true;
        }

        public void Write(string text) => Send(Encoding.GetBytes(text));
        public void Write(byte[] buffer, int offset, int count) => Send(buffer.AsSpan(offset, count).ToArray());
        public void WriteLine(string text) => Write(text + NewLine);

        public void Close()
        {
            if (IsOpen) Ask("close", null);
            IsOpen = false;
        }

        public void Dispose() => Close();

        private void Send(byte[] bytes)
        {
            if (!IsOpen) throw new InvalidOperationException("The port is closed.");
            Ask("write", Convert.ToBase64String(bytes));
        }

        private void Ask(string operation, string? bytes)
        {
            try
            {
                Wire.AskOne(new JsonObject { ["kind"] = "serial", ["operation"] = operation, ["port"] = PortName, ["bytes"] = bytes });
            }
            catch (DoubleException refused)
            {
                throw new IOException(refused.Message, refused.HResult);
            }
        }
    }

    /// <summary>Who runs the script, as the double says.</summary>
    public sealed class WindowsIdentity
    {
        internal WindowsIdentity(PSObject facts)
        {
            Name = (string)facts.Properties["name"].Value;
            IsSystem = LanguagePrimitives.IsTrue(facts.Properties["system"].Value);
            IsAdministrator = LanguagePrimitives.IsTrue(facts.Properties["administrator"].Value);
            User = new Sid((string)facts.Properties["sid"].Value);
        }

        public string Name { get; }
        public bool IsSystem { get; }
        public Sid User { get; }
        internal bool IsAdministrator { get; }

        public static WindowsIdentity GetCurrent() => new((PSObject)Wire.AskOne(new JsonObject { ["kind"] = "identity" })!);

        public void Dispose()
        {
        }
    }

    public sealed record Sid(string Value);

    public sealed class WindowsPrincipal(WindowsIdentity identity)
    {
        public bool IsInRole(WindowsBuiltInRole role) => role == WindowsBuiltInRole.User || identity.IsAdministrator;
    }

    public enum WindowsBuiltInRole
    {
        Administrator = 544,
        User = 545,
    }
}
