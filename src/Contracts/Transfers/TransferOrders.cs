namespace DtnBox.Contracts.Transfers;

/// <summary>Goes on with a transfer that is at rest: <c>POST /api/v1/transfers/{id}/restart</c>. The body may be left out.</summary>
/// <param name="Only">
/// <see cref="ObjectState.Failed"/> to take up only objects that failed: nothing is listed, and objects that were never
/// tried stay pending. Absent to go on with everything that is left.
/// </param>
public sealed record RestartTransfer(ObjectState? Only = null);

/// <summary>Changes when a transfer gives up: <c>PUT /api/v1/transfers/{id}/deadline</c>, also while it runs.</summary>
/// <param name="Deadline">When it gives up what is not done by then; absent for never.</param>
public sealed record ChangeDeadline(DateTimeOffset? Deadline = null);
