using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

/// <summary>Tries whether the signed address of an object lets its bearer copy what the signer never offered.</summary>
/// <param name="store">The store, with its keys.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="key">A test object, which is there and is written over.</param>
/// <param name="content">What it holds; not empty.</param>
internal sealed class AddedHeadersCheck(ObjectStore store, string bucket, string key, byte[] content)
{
    private const int Seconds = 300;

    public async Task<AddedHeaders> RunAsync(CancellationToken cancellationToken)
    {
        SigningTerms plain = store.NewTerms(await store.ReadClockAsync(bucket, cancellationToken), Seconds);
        if (!await CopiesAsync(plain, cancellationToken))
        {
            return AddedHeaders.Refused;
        }

        // Of use only if what is meant to be written can still be written.
        SigningTerms naming = plain with { NamesAbsent = true };
        bool writes = await DestinationCheck.CanAsync(
            () => store.PutAddingAsync(naming, bucket, key, added: [], new BytesBody(content), cancellationToken));
        return writes && !await CopiesAsync(naming, cancellationToken) ? AddedHeaders.RefusedIfNamed : AddedHeaders.Taken;
    }

    /// <summary>
    /// Signed is an empty object, and added the order to copy the test object over itself: whoever obeys leaves it as it
    /// was, whoever only ignores that leaves it empty.
    /// </summary>
    private async Task<bool> CopiesAsync(SigningTerms terms, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] copy =
        [
            new("x-amz-copy-source", $"/{bucket}/{Uri.EscapeDataString(key)}"),
            new("x-amz-metadata-directive", "REPLACE"),
        ];
        return await DestinationCheck.CanAsync(
                () => store.PutAddingAsync(terms, bucket, key, copy, new BytesBody([]), cancellationToken))
            && await store.HeadAsync(bucket, key, cancellationToken) is { Size: > 0 };
    }
}
