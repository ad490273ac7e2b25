using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Makes workflows that all end, and in one way only, so that a model can tell how.</summary>
/// <remarks>
/// What keeps them so: (1) a step fails only inside a catch, or as the last of a root. (2) Each event name has one waiter
/// and one sender, and where generations pass, which may reorder events, no order is asked for. (3) A workflow waits only for workflows after it. (4) While handlers are killed, which fails whatever
/// they do, nobody waits for another workflow or for a child, and activities have attempts to spare.
/// </remarks>
internal sealed class WorkflowGenerator(Chance chance, bool disturbed, bool killsHandlers)
{
    private const int SpareAttempts = 4;

    private readonly Dictionary<string, List<Node>> _sends = [];
    private string _name = "";
    private int _ids;
    private bool _loops;
    private List<EventStream> _streams = [];

    public WorkflowCase[] Generate(int count)
    {
        WorkflowCase[] made = new WorkflowCase[count];
        for (int i = 0; i < count; i++)
        {
            made[i] = Workflow($"w{i}", i + 1 < count ? $"w{i + 1}" : null);
        }

        return made;
    }

    private WorkflowCase Workflow(string name, string? next)
    {
        (_name, _ids, _streams) = (name, 0, []);
        bool isVictim = chance.Happens(12) && Later(name).Count == 0;
        bool begins = disturbed || chance.Happens(50);
        var steps = new List<Node>();
        if (begins)
        {
            steps.Add(new Node.Wait(WorkflowCase.BeginEvent, 1, InOrder: true));
            _streams.Add(new EventStream(WorkflowCase.BeginEvent, 1, chance.Between(0, 300), 0, 0, []));
        }

        _loops = chance.Happens(35);
        Loop? loop = _loops ? RandomLoop(isVictim) : null;
        int size = chance.Between(1, 5);
        for (int i = 0; i < size; i++)
        {
            steps.Add(Step(depth: 0, isRoot: true, isVictim));
        }

        if (next is not null && !isVictim && !killsHandlers && chance.Happens(30))
        {
            int events = chance.Between(1, 4);
            string letter = $"{name}from{next}";
            Later(next).Add(new Node.Send(name, letter, events, EventBytes()));
            steps.Add(new Node.Wait(letter, events, InOrder: !_loops));
        }

        foreach (Node send in Later(name))
        {
            // Somewhere in the root sequence: everything before it succeeds.
            steps.Insert(chance.Between(begins ? 1 : 0, steps.Count), send);
        }

        End(steps, isVictim);
        return new WorkflowCase(
            name,
            new Plan(loop, new Node.Sequence([.. steps]), chance.Happens(5) ? chance.Between(100_000, 700_000) : 0),
            begins,
            begins ? chance.Pick([0, 0, 1, 2]) : 0,
            [.. _streams],
            chance.Happens(12) ? new Suspension(chance.Between(0, 800), chance.Between(50, 600)) : null,
            isVictim ? chance.Between(100, 1200) : null);
    }

    private List<Node> Later(string name)
    {
        if (!_sends.TryGetValue(name, out List<Node>? sends))
        {
            _sends.Add(name, sends = []);
        }

        return sends;
    }

    private void End(List<Node> steps, bool terminates)
    {
        if (terminates)
        {
            steps.Add(new Node.Wait("nothing", 1, InOrder: true));
        }
        else if (chance.Happens(10))
        {
            steps.Add(chance.Happens(50) ? new Node.Throw($"thrown by {_name}") : FailingEffect());
        }
    }

    private Loop RandomLoop(bool isVictim)
    {
        int generations = chance.Between(1, 8);
        Node.Effect? step = chance.Happens(60) ? GoodEffect() with { InputBytes = 0, ResultBytes = 0 } : null;
        string? name = null;
        if (!isVictim && (step is null || chance.Happens(60)))
        {
            name = $"{_name}loop";
            _streams.Add(Stream(name, generations));
        }

        return new Loop(generations, step, name);
    }

    private Node Step(int depth, bool isRoot, bool isVictim)
    {
        bool mayNest = depth < 3;
        return chance.Between(0, 99) switch
        {
            < 30 => GoodEffect(),
            < 40 when mayNest => new Node.Parallel(Steps(depth, isVictim, 2, 5)),
            < 48 when mayNest => new Node.Sequence(Steps(depth, isVictim, 1, 4)),
            < 55 when mayNest => Child(depth),
            < 58 when mayNest => FlakyChild(),
            < 63 when mayNest => new Node.Race(Step(depth + 1, false, isVictim), chance.Pick(Enum.GetValues<Loser>())),
            < 67 => Either(),
            < 74 => new Node.Timer(chance.Between(-200, 300)),
            < 80 when mayNest => new Node.Catch(Failing(depth, isVictim)),
            < 84 => ToItself(),
            < 90 when isRoot && !isVictim => FromClient(),
            < 93 when !isVictim && !killsHandlers && depth == 0 => CallBack(),
            < 96 when isRoot => new Node.Status($"{_name} came to {_ids}"),
            _ => GoodEffect(),
        };
    }

    private Node[] Steps(int depth, bool isVictim, int least, int most)
        => [.. Enumerable.Range(0, chance.Between(least, most)).Select(_ => Step(depth + 1, isRoot: false, isVictim))];

    // Children are whole by themselves: nobody outside need live for them to end.
    private Node.Child Child(int depth)
    {
        string id = NewId("k");
        int size = chance.Between(1, 3);
        Node[] steps = [.. Enumerable.Range(0, size).Select(_ => Step(depth + 1, isRoot: false, isVictim: true))];
        Loop? loop = chance.Happens(20) ? RandomLoop(isVictim: true) : null;
        loop = loop is { Step: null } ? null : loop;
        int bytes = chance.Happens(8) ? chance.Between(100_000, 700_000) : 0;
        return new Node.Child(
            id, new Plan(loop, new Node.Sequence(steps), bytes), chance.Happens(60), killsHandlers ? SpareAttempts : 1);
    }

    // Fails as a whole until its one failing activity succeeds: the same instance is started again each time.
    private Node.Child FlakyChild()
    {
        int failures = chance.Between(1, 2);
        Node.Effect flaky = GoodEffect() with { Failures = failures, Attempts = 1 };
        int attempts = failures + 1 + (killsHandlers ? SpareAttempts : 0);
        return new Node.Child(
            NewId("k"), new Plan(null, new Node.Sequence([GoodEffect(), flaky, GoodEffect()])), chance.Happens(60), attempts);
    }

    private Node Failing(int depth, bool isVictim)
    {
        Node failure = chance.Between(0, 2) switch
        {
            0 => new Node.Throw($"thrown in {_name}"),
            1 => FailingEffect(),
            _ => new Node.Child(
                NewId("k"), new Plan(null, new Node.Sequence([GoodEffect(), FailingEffect()])), chance.Happens(60), 1),
        };
        Node step = Step(depth + 1, isRoot: false, isVictim);
        return chance.Between(0, 2) switch
        {
            0 => failure,
            1 => new Node.Sequence([step, failure]),
            _ => new Node.Parallel([step, failure]),
        };
    }

    private Node.Either Either()
    {
        Node.Effect after = GoodEffect();
        return new Node.Either(GoodEffect(), GoodEffect(), after, after with { Id = NewId("a") });
    }

    private Node.Sequence ToItself()
    {
        string name = NewId("self");
        int events = chance.Between(1, 4);
        return new Node.Sequence([new Node.Send(null, name, events, EventBytes()), new Node.Wait(name, events, InOrder: true)]);
    }

    private Node.Wait FromClient()
    {
        string name = NewId("client");
        EventStream stream = Stream(name, chance.Between(1, 5));
        _streams.Add(stream);
        return new Node.Wait(name, stream.Count, InOrder: !_loops);
    }

    private Node.Parallel CallBack()
    {
        string name = NewId("back");
        int events = chance.Between(1, 3);
        var child = new Node.Child(
            NewId("k"), new Plan(null, new Node.Sequence([new Node.Send(_name, name, events, EventBytes()), GoodEffect()])),
            chance.Happens(60), 1);
        return new Node.Parallel([child, new Node.Wait(name, events, InOrder: true)]);
    }

    private EventStream Stream(string name, int count)
    {
        int[] repeated = [.. Enumerable.Range(1, count).Where(_ => chance.Happens(10))];
        return new EventStream(name, count, chance.Between(0, 600), chance.Pick([0, 0, 10, 50, 150]), EventBytes(), repeated);
    }

    private int EventBytes() => chance.Happens(6) ? chance.Between(40_000, 700_000) : chance.Pick([0, 0, 100, 3_000]);

    private Node.Effect GoodEffect()
    {
        int failures = chance.Happens(20) ? chance.Between(1, 2) : 0;
        bool retries = failures > 0 || killsHandlers || chance.Happens(30);
        return new Node.Effect(
            NewId("a"),
            chance.Between(0, 99),
            failures,
            AlwaysFails: false,
            retries ? failures + 1 + SpareAttempts : 1,
            Bytes(),
            Bytes(),
            chance.Pick([0, 0, 0, 5, 20, 100, 300]));
    }

    private Node.Effect FailingEffect()
        => GoodEffect() with { AlwaysFails = true, Failures = 0, Attempts = chance.Between(1, 3) };

    private int Bytes() => chance.Happens(5) ? chance.Between(200_000, 1_000_000) : chance.Pick([0, 0, 50, 2_000]);

    private string NewId(string kind) => $"{_name}{kind}{_ids++}";
}
