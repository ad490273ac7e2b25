using System.CommandLine;

namespace DtnBox.Cli.Transfers;

/// <summary>The addresses of one transfer, and the argument that names it.</summary>
internal static class TransferPaths
{
    public static Argument<string> IdArgument() => new("id") { Description = "The transfer's id." };

    public static string One(string id) => $"transfers/{Uri.EscapeDataString(id)}";

    public static string Part(string id, string part) => $"{One(id)}/{part}";
}
