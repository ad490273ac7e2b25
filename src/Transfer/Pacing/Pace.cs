namespace DtnBox.Transfer.Pacing;

/// <summary>The caps that a transfer's streams come under: its own and the node's.</summary>
internal sealed class Pace(TransferPaces paces, string transferId)
{
    /// <summary>Gets a value indicating whether nothing is capped now.</summary>
    public bool IsOpen => paces.AreOpen;

    /// <summary>Waits until some of these bytes may pass, and says how many.</summary>
    public async ValueTask<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        TokenBucket? own = paces.Find(transferId);
        int piece = paces.Node.Piece(own?.Piece(wanted) ?? wanted);
        if (own is not null)
        {
            await own.TakeAsync(piece, cancellationToken);
        }

        await paces.Node.TakeAsync(piece, cancellationToken);
        return piece;
    }
}
