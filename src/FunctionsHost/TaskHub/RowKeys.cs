using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>The kinds of rows in an instance's partition, told by the first letter of the row key.</summary>
internal static class RowKeys
{
    /// <summary>The instance row. Every write to the partition carries it.</summary>
    public const string Instance = "0";

    public const string Input = "0!input";
    public const string Output = "0!output";
    public const string CustomStatus = "0!status";

    /// <summary>The kind of the three texts above.</summary>
    public const char TextKind = '0';

    public const char HistoryKind = 'h';
    public const char MessageKind = 'm';
    public const char ActivityKind = 'a';
    public const char TimerKind = 't';
    public const char OutboxKind = 'o';
    public const char ReceiptKind = 'r';

    public static string History(long generation, long episode, int part)
        => string.Create(CultureInfo.InvariantCulture, $"h!{generation:D10}!{episode:D10}!{part:D6}");

    public static string Message(long sequence) => string.Create(CultureInfo.InvariantCulture, $"m!{sequence:D16}");

    public static string Work(char kind, long episode, int index)
        => string.Create(CultureInfo.InvariantCulture, $"{kind}!{episode:D10}!{index:D6}");

    public static bool IsText(string rowKey) => rowKey is Input or Output or CustomStatus;

    /// <summary>Names what one delivery leaves behind; the same for every repeat of it.</summary>
    /// <remarks>The execution id keeps a purged sender and a later one of the same id apart.</remarks>
    public static string Receipt(OutboxAddress sender)
    {
        string name = $"{sender.InstanceId}\n{sender.ExecutionId}\n{sender.RowKey}";
        return "r!" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
    }

    /// <summary>Gives the number in the n-th part of a key, where part 0 is the kind.</summary>
    public static long Number(string rowKey, int part)
        => long.Parse(rowKey.Split('!')[part], NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Where a message between instances came from.</summary>
internal sealed record OutboxAddress(string InstanceId, string ExecutionId, string RowKey);
