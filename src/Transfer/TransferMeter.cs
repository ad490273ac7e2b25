using System.Diagnostics.Metrics;
using DtnBox.Contracts;

namespace DtnBox.Transfer;

/// <summary>What the data plane counts.</summary>
/// <remarks>Static, like the instruments of .NET itself: they are names for numbers and hold nothing.</remarks>
internal static class TransferMeter
{
    public const string Name = "DtnBox.Transfer";

    private const string Copy = "copy";
    private const string Verify = "verify";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Objects = Meter.CreateCounter<long>(
        "dtnbox.transfer.objects", "{object}", "Objects that were copied or read back");

    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "dtnbox.transfer.io", "By", "Bytes that the destination acknowledged, or that were read back from it");

    public static void ObjectCopied(Fault? fault) => Objects.Add(1, Step(Copy), Error(fault));

    public static void ObjectVerified(Fault? fault) => Objects.Add(1, Step(Verify), Error(fault));

    public static void BytesCopied(long count) => Bytes.Add(count, Step(Copy));

    public static void BytesVerified(long count) => Bytes.Add(count, Step(Verify));

    private static KeyValuePair<string, object?> Step(string step) => new("dtnbox.transfer.step", step);

    private static KeyValuePair<string, object?> Error(Fault? fault) => new("error.type", fault?.Code);
}
