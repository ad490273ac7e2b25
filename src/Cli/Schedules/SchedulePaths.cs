using System.CommandLine;

namespace DtnBox.Cli.Schedules;

/// <summary>The addresses of schedules, and the argument that names one.</summary>
internal static class SchedulePaths
{
    public const string All = "schedules";

    public static Argument<string> IdArgument() => new("id") { Description = "The schedule's id." };

    public static string One(string id) => $"{All}/{Uri.EscapeDataString(id)}";
}
