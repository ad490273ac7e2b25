namespace DtnBox.DurableTask.Analyzers.Tests;

public sealed class StaticStateTests
{
    [Theory]
    [InlineData("private static int _count;", "_count++;")]
    [InlineData("private static int _count;", "_ = _count;")]
    [InlineData("private static int _count;", "Interlocked.Increment(ref _count);")]
    [InlineData("private static int Count { get; set; }", "_ = Count;")]
    [InlineData("private static readonly Dictionary<string, int> Seen = [];", "Seen.Add(input, 1);")]
    [InlineData("private static readonly Dictionary<string, int> Seen = [];", "Seen[input] = 1;")]
    [InlineData("private static readonly ConcurrentQueue<string> Seen = [];", "Seen.Enqueue(input);")]
    [InlineData("private static readonly int[] Seen = [1];", "Seen[0] = 2;")]
    [InlineData("private static readonly int[] Seen = [1];", "Seen[0]++;")]
    public async Task Analyze_StaticThatChanges_IsFound(string member, string line)
        => Assert.Equal(["DTN0003"], await Programs.IdsAsync(Programs.Orchestrator(line, member)));

    [Theory]
    [InlineData("private const int Window = 16;", "_ = Window;")]
    [InlineData("private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);", "_ = Pause;")]
    [InlineData("private static TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);", "_ = Pause;")]
    [InlineData("private static readonly Dictionary<string, int> Known = new() { [\"a\"] = 1 };", "_ = Known[input];")]
    [InlineData("private static readonly int[] Known = [1];", "_ = Known[0] + Known.Length;")]
    [InlineData("private int _count;", "_count++;")]
    [InlineData("private enum Color { Red }", "_ = Color.Red;")]
    public async Task Analyze_StaticThatStays_IsFree(string member, string line)
        => Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator(line, member)));

    [Fact]
    public async Task Analyze_StaticInitializerThatDiffersByProcess_IsFoundWhenUsed()
    {
        const string member = "private static readonly Guid Process = Guid.NewGuid();";
        Assert.Equal(["DURABLE0002"], await Programs.IdsAsync(Programs.Orchestrator("_ = Process;", member)));
        Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator(string.Empty, member)));
    }
}
