namespace DtnBox.Transfer.Tuning;

/// <summary>Slots that are needed together: the transfer's, the store's, the process's.</summary>
/// <remarks>Always taken in this order, so nobody waits for somebody who waits for him.</remarks>
internal sealed class SlotChain(params AdjustableSlots[] links)
{
    /// <summary>Takes one of each; disposing the lease gives them back.</summary>
    public async ValueTask<Lease> TakeAsync(CancellationToken cancellationToken)
    {
        int taken = 0;
        try
        {
            for (; taken < links.Length; taken++)
            {
                await links[taken].TakeAsync(cancellationToken);
            }
        }
        catch
        {
            Release(taken);
            throw;
        }

        return new Lease(this);
    }

    private void Release(int taken)
    {
        while (--taken >= 0)
        {
            links[taken].Release();
        }
    }

    internal readonly struct Lease(SlotChain chain) : IDisposable
    {
        public void Dispose() => chain.Release(chain.Length);
    }

    private int Length => links.Length;
}
