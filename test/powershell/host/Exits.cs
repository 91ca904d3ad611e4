using System.Globalization;

namespace ImageFactory.Host;

/// <summary>Linux keeps eight bits of an exit code: the whole of it lies beside the double's socket, in a file named after the process.</summary>
public static class Exits
{
    private static string? Folder =>
        Environment.GetEnvironmentVariable("IMAGE_FACTORY_DOUBLE") is { Length: > 0 } address ? Path.Combine(Path.GetDirectoryName(address)!, "exits") : null;

    public static int Keep(int code)
    {
        if (OperatingSystem.IsWindows() || code is >= 0 and <= 255 || Folder is not { } folder) return code;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), code.ToString(CultureInfo.InvariantCulture));
        return code;
    }

    public static int Whole(int process, int code)
    {
        var file = Folder is { } folder ? Path.Combine(folder, process.ToString(CultureInfo.InvariantCulture)) : null;
        return file is not null && File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : code;
    }
}
