using System.Text.Json;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Generation;

public sealed class ScheduleGeneratorTests
{
    private static readonly Schedule[] Many = [.. Enumerable.Range(1, 300).Select(ScheduleGenerator.Generate)];

    [Fact]
    public void Generate_TheSameSeed_MakesTheSameSchedule()
        => Assert.Equal(Text(ScheduleGenerator.Generate(4711)), Text(ScheduleGenerator.Generate(4711)));

    [Fact]
    public void Generate_AnotherSeed_MakesAnotherSchedule()
        => Assert.Equal(Many.Length, Many.Select(schedule => Text(schedule)[10..]).Distinct().Count());

    [Fact]
    public void Generate_ManySeeds_LeaveOutNoKindOfStepAndFault()
    {
        HashSet<Type> steps = [.. Many.SelectMany(Nodes).Select(node => node.GetType())];
        Assert.Equal(typeof(Node).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Node))).ToHashSet(), steps);
        HashSet<Type> faults = [.. Many.SelectMany(schedule => schedule.Faults).Select(fault => fault.GetType())];
        Assert.Equal(typeof(PlannedFault).GetNestedTypes().ToHashSet(), faults);
        IEnumerable<StorageTrouble> troubles =
            Many.SelectMany(schedule => schedule.Faults).OfType<PlannedFault.Storage>().Select(fault => fault.Trouble);
        Assert.Equal(Enum.GetValues<StorageTrouble>(), troubles.Distinct().Order());
        Assert.Contains(Many, schedule => schedule.IsUndisturbed);
        Assert.Contains(Many, schedule => schedule.Workflows.Any(workflow => workflow.Plan.Loop is not null));
    }

    [Fact]
    public void Generate_AnySeed_NamesEachActivityOnceAndGivesEachEventOneWaiterAndOneSender()
    {
        foreach (Schedule schedule in Many)
        {
            Node[] nodes = [.. Nodes(schedule)];
            Assert.Distinct(nodes.OfType<Node.Effect>().Select(effect => effect.Id));
            Assert.Distinct(nodes.OfType<Node.Send>().Select(send => send.Event));
            foreach (WorkflowCase workflow in schedule.Workflows)
            {
                string[] sent = [.. workflow.Streams.Select(stream => stream.Event)];
                Assert.Distinct(sent);
                Assert.Empty(sent.Intersect(nodes.OfType<Node.Send>().Select(send => send.Event)));
            }
        }
    }

    [Fact]
    public void Generate_WithKilledHandlers_LetsNobodyWaitForAnotherInstance()
        => Assert.DoesNotContain(
            Many.Where(schedule => schedule.KillsHandlers).SelectMany(Nodes).OfType<Node.Send>(), send => send.Target is not null);

    private static string Text(Schedule schedule)
        => JsonSerializer.Serialize(schedule) + string.Join('\n', schedule.Faults.Select(fault => fault.ToString()));

    private static IEnumerable<Node> Nodes(Schedule schedule) => schedule.Workflows.SelectMany(workflow => Nodes(workflow.Plan));

    private static IEnumerable<Node> Nodes(Plan plan)
        => plan.Loop?.Step is { } step ? [step, .. Nodes(plan.Body)] : Nodes(plan.Body);

    private static IEnumerable<Node> Nodes(Node node) => node switch
    {
        Node.Sequence sequence => [node, .. sequence.Steps.SelectMany(Nodes)],
        Node.Parallel parallel => [node, .. parallel.Branches.SelectMany(Nodes)],
        Node.Race race => [node, .. Nodes(race.Winner)],
        Node.Either either => [node, either.Left, either.Right, either.AfterLeft, either.AfterRight],
        Node.Child child => [node, .. Nodes(child.Plan)],
        Node.Catch attempt => [node, .. Nodes(attempt.Body)],
        _ => [node],
    };
}
