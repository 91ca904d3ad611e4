using System.Management.Automation;
using System.Text.Json;

namespace ImageFactory.Host;

/// <summary>
/// The drives of Windows as folders of this host: IMAGE_FACTORY_DRIVES holds them as JSON, {"C":"/tmp/x/c"}. Below such a
/// folder names are found whatever their case.
/// </summary>
public static class Paths
{
    public static IReadOnlyDictionary<string, string> Drives { get; } = Read();

    /// <summary>`C:\a\b`, also behind `\\?\`, as a path of this host; any other path as it is.</summary>
    public static string ToHost(string path)
    {
        if (OperatingSystem.IsWindows()) return path;
        var bare = path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path[4..] : path;
        if (bare.Length >= 2 && char.IsAsciiLetter(bare[0]) && bare[1] == ':')
        {
            if (!Drives.TryGetValue(bare[..1], out var root))
            {
                throw new System.Management.Automation.DriveNotFoundException($"Cannot find drive. A drive with the name '{bare[0]}' does not exist.");
            }
            return Below(root, bare[2..]);
        }
        return path.Replace('\\', '/');
    }

    /// <summary>A path below a drive's folder as the script knows it; any other path as it is.</summary>
    public static string ToWindows(string path)
    {
        foreach (var (letter, root) in Drives)
        {
            if (path == root) return letter + @":\";
            if (path.StartsWith(root + "/", StringComparison.Ordinal)) return letter + ":" + path[root.Length..].Replace('/', '\\');
        }
        return path;
    }

    public static bool IsWindowsStyle(string path) => path.Contains('\\') || (path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':');

    private static string Below(string root, string rest)
    {
        var path = root;
        foreach (var name in rest.Split(['\\', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var exact = Path.Combine(path, name);
            var isPlain = name is not ("." or "..") && !WildcardPattern.ContainsWildcardCharacters(name);
            if (isPlain && !Path.Exists(exact) && Directory.Exists(path))
            {
                exact = Directory.EnumerateFileSystemEntries(path)
                    .FirstOrDefault(entry => string.Equals(Path.GetFileName(entry), name, StringComparison.OrdinalIgnoreCase)) ?? exact;
            }
            path = exact;
        }
        return path;
    }

    private static Dictionary<string, string> Read()
    {
        var text = Environment.GetEnvironmentVariable("IMAGE_FACTORY_DRIVES");
        var drives = string.IsNullOrEmpty(text) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        return new Dictionary<string, string>(drives, StringComparer.OrdinalIgnoreCase);
    }
}
