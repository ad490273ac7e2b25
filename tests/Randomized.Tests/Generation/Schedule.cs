using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Everything one seed decides: what is copied and how, what a person orders, and what goes wrong when.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Objects">What the source has.</param>
/// <param name="Extras">What only the destination has.</param>
/// <param name="DestinationIsNewer">Whether the destination's objects were put there after the source's.</param>
/// <param name="Settings">The transfer's settings.</param>
/// <param name="WithinOneNode">Whether both locations are of one node, and one agent does it all, with that store's keys.</param>
/// <param name="Orders">What a person orders, one after the other.</param>
/// <param name="Faults">What goes wrong, in the order in which it is due.</param>
internal sealed record Schedule(
    int Seed,
    SourceObject[] Objects,
    ExtraObject[] Extras,
    bool DestinationIsNewer,
    TransferSettings Settings,
    bool WithinOneNode,
    Order[] Orders,
    PlannedFault[] Faults)
{
    public string SourcePrefix => $"in-{Seed}/";

    public string DestinationPrefix => $"out-{Seed}/";

    /// <summary>Gets how the keys must be handled: extras and a single node need shared keys, all else goes without.</summary>
    public KeyMode Keys => WithinOneNode || Settings.DeleteExtras is not null ? KeyMode.Shared : KeyMode.Keyless;

    /// <summary>Gets a value indicating whether it may end where a stop found it.</summary>
    public bool MayStayStopped => Orders.Any(order => order is Order.Stop { Restarts: false });

    /// <summary>Gets a value indicating whether calls to a store may fail so often that a person has to restart.</summary>
    public bool MayGiveUp => Faults.Any(fault => fault is PlannedFault.Store);
}
