namespace DtnBox.CopyBench.Subjects;

/// <summary>Something that copies a bucket and is measured while it does.</summary>
internal interface ISubject
{
    /// <summary>Gets what the table calls it.</summary>
    string Name { get; }

    /// <summary>Copies everything to an empty bucket.</summary>
    Task<Cost> CopyAsync(Route route, CancellationToken cancellationToken);
}
