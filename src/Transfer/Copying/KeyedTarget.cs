using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>The place of one object in a store whose keys are at hand.</summary>
internal sealed class KeyedTarget(CopyRun run, PlannedObject planned) : IObjectTarget
{
    private readonly string _key = run.KeyOf(planned);

    public Task<PropertiesToCopy> PropertiesAsync(
        PlannedObject pin, ObjectHead source, CancellationToken cancellationToken)
        => PropertiesToCopy.ReadAsync(run, pin, source, byHead: false, cancellationToken);

    public Task<ObjectHead?> HeadAsync(CancellationToken cancellationToken)
        => run.Destination.HeadAsync(run.Bucket, _key, cancellationToken);

    public async Task<IReadOnlyList<string>?> SettleAsync(
        PlannedObject pin, ObjectHead there, CancellationToken cancellationToken)
    {
        ObjectHead? source = await run.Retry.RunAsync(
            _ => run.Source.HeadAsync(run.Input.Source.Bucket, pin.Key, cancellationToken), cancellationToken);
        PropertiesToCopy properties = await PropertiesToCopy.ReadAsync(
            run, pin, source ?? throw new SourceMovedException(inner: null), byHead: true, cancellationToken);
        return await properties.SettleAsync(run.Retry, run.Destination, run.Bucket, _key, there, cancellationToken);
    }

    public Task<PutAnswer> PutAsync(
        PropertiesToCopy properties, StoreBody body, bool careful, CancellationToken cancellationToken)
        => run.Destination.PutAsync(run.Bucket, _key, properties.Headers, body, careful, cancellationToken);

    public Task<PutAnswer> PutPartAsync(
        string uploadId, int part, StoreBody body, bool careful, CancellationToken cancellationToken)
        => run.Destination.PutPartAsync(run.Bucket, _key, uploadId, part, body, careful, cancellationToken);

    public IAsyncEnumerable<UploadedPart> ListPartsAsync(string uploadId, CancellationToken cancellationToken)
        => run.Destination.ListPartsAsync(run.Bucket, _key, uploadId, cancellationToken);
}
