using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Planning;

namespace DtnBox.Transfer.Tests.Planning;

/// <summary>What a planner makes of a scene, with the chunks it stored.</summary>
internal sealed record Planned(PlanCopyResult Result, IReadOnlyList<PlannedObject> Objects, IReadOnlyDictionary<int, IReadOnlyList<ExtraObject>> Extras)
{
    public IReadOnlyList<string> Keys => [.. Objects.Select(planned => planned.Key)];

    public static async Task<Planned> FromAsync(
        CopyScene scene, TransferSettings settings, string? after = null, int maxObjects = 10_000)
    {
        List<PlannedObject> found = [];
        Dictionary<int, IReadOnlyList<ExtraObject>> extras = [];
        var planner = new CopyPlanner(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        PlanCopyResult result = await planner.PlanAsync(
            new PlanCopyInput(scene.From, scene.To, settings, after, FirstChunk: 1, maxObjects),
            scene.Source,
            scene.Destination,
            (_, objects, _) =>
            {
                found.AddRange(objects);
                return Task.CompletedTask;
            },
            (page, objects, _) =>
            {
                extras.Add(page, objects);
                return Task.CompletedTask;
            },
            _ => throw new InvalidOperationException("Nothing was listed for it."),
            TestContext.Current.CancellationToken);
        return new Planned(result, found, extras);
    }
}
