using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>What a destination's agent signs, whatever it is asked for.</summary>
internal static class SigningRules
{
    /// <summary>Refuses a description that asks for more than to write one object under the destination's prefix.</summary>
    /// <exception cref="StoreException">It does.</exception>
    public static void Check(DescribedObject described, SignChunkInput input)
    {
        string? why = !described.Key.StartsWith(input.SourcePrefix, StringComparison.Ordinal)
                ? "its key is not under the source's prefix"
            : KeyMapping.IsTooLong(KeyMapping.ToDestination(input.SourcePrefix, input.Destination, described.Key))
                ? "its key would have more than the 1024 bytes that S3 allows"
            : described.Headers.FirstOrDefault(header => !ObjectHead.Travels(header.Key)) is { Key: { } name }
                ? $"header '{name}' does not describe an object"
            : !IsPossible(described)
                ? "it cannot be cut into such parts"
            : null;
        if (why is not null)
        {
            throw new StoreException(new Fault(
                FaultCodes.NotSupported,
                $"Nothing is signed for '{described.Key}': {why}.",
                "Restart the transfer. If it happens again, look at the source's agent: it asks for what no agent asks for."));
        }
    }

    /// <summary>Whether signatures must cover that headers are absent, for this store to refuse those that are added.</summary>
    /// <exception cref="StoreException">It takes them in any case, or nobody knows: nothing is signed.</exception>
    public static bool MustNameAbsent(AddedHeaders added, ObjectStore destination) => added switch
    {
        AddedHeaders.Refused => false,
        AddedHeaders.RefusedIfNamed => true,
        _ => throw new StoreException(new Fault(
            FaultCodes.NotSupported,
            $"Nothing is signed for the store at {destination.Endpoint}: it takes headers that were not signed, so whoever "
                + "is given the address of one object could copy every other.",
            "Update the store. Or let the destination node be probed (dtnbox node probe) and make a new transfer: where a "
                + "probe has found this, transfers share keys.")),
    };

    private static bool IsPossible(DescribedObject described) => described.PartSizeBytes is { } partSize
        ? described.Size > 0 && partSize > 0 && PartLayout.For(described.Size, partSize)?.PartSize == partSize
        : described.Size is >= 0 and <= PartLayout.MaxPutBytes;
}
