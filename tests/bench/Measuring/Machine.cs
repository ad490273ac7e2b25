using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using DtnBox.Testing;

namespace DtnBox.Measuring;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static void Describe(TextWriter output)
    {
        output.WriteLine($"Machine: {Environment.ProcessorCount} cores, {Field("/proc/cpuinfo", "model name")}, {Memory()} GiB");
        output.WriteLine($"Software: {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, Azurite {Azurite()}");
    }

    private static string Memory()
    {
        double kibibytes = double.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture);
        return (kibibytes / (1024 * 1024)).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static string Azurite()
    {
        string package = Path.Combine(RepositoryPaths.Root, "node_modules", "azurite", "package.json");
        return File.Exists(package)
            ? JsonDocument.Parse(File.ReadAllText(package)).RootElement.GetProperty("version").GetString()!
            : "of unknown version";
    }

    private static string Field(string file, string name)
        => File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown";
}
