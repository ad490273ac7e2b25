namespace DtnBox.Portal.Tests.AtTheEnd;

/// <summary>Tests that nothing runs beside: they take the control plane away from everybody, or look back at all others.</summary>
[CollectionDefinition(nameof(AloneAtTheEnd), DisableParallelization = true)]
public sealed class AloneAtTheEnd;
