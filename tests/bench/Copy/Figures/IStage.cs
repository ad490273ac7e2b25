using DtnBox.CopyBench.Subjects;

namespace DtnBox.CopyBench.Figures;

/// <summary>Where a comparison takes place: what is copied, where to, and whether it arrived.</summary>
internal interface IStage
{
    Task<(long Objects, long Bytes)> LookAsync(CancellationToken cancellationToken);

    /// <summary>Gives the way to an empty destination.</summary>
    Task<Route> SetAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the copy is not complete, and makes room if it must.</summary>
    Task ClearAsync(Route route, CancellationToken cancellationToken);
}
