using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Tests.Tuning;

/// <summary>The decision on simulated paths, with measurements that are off by up to three percent.</summary>
public sealed class ClimbSimulationTests
{
    private const int Intervals = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Climb_ConnectionsAreSlowAndThePathIsWide_ReachesWhereGoodputStopsRising(int seed)
    {
        // 30 MiB/s for each connection, 900 MiB/s for all: the knee is at 30.
        var path = new Path(seed) { PerStream = 30, Capacity = 900 };

        List<int> values = path.Run(new ClimbBounds(8, 64));

        Assert.InRange(values.Skip(5).Take(10).Max(), 28, 64);
        Assert.All(values.Skip(40), value => Assert.InRange(value, 26, 40));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Climb_StoreThrottlesAboveEight_EndsNearEight(int seed)
    {
        var path = new Path(seed) { PerStream = 30, Capacity = 900, ThrottlesAbove = 8 };

        List<int> values = path.Run(new ClimbBounds(4, 64));

        Assert.All(values.Skip(20), value => Assert.InRange(value, 5, 9));
        Assert.Equal(8, values.Skip(20).Order().ElementAt((Intervals - 20) / 2));
        Assert.InRange(values.Skip(20).Count(value => value > 8), 0, 20);
    }

    [Fact]
    public void Climb_StartsWhereTheStoreThrottles_FallsBelowIt()
    {
        var path = new Path(1) { PerStream = 30, Capacity = 900, ThrottlesAbove = 3 };

        Assert.All(path.Run(new ClimbBounds(16, 64)).Skip(20), value => Assert.InRange(value, 1, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Climb_StartIsMoreThanEnough_HardlyMoves(int seed)
    {
        var path = new Path(seed) { PerStream = 100, Capacity = 400 };

        List<int> values = path.Run(new ClimbBounds(8, 64));

        Assert.All(values, value => Assert.InRange(value, 6, 16));
        Assert.InRange(values.Count(value => value != 8), 0, Intervals / 4);
    }

    [Fact]
    public void Climb_ThePathWidens_IsFollowed()
    {
        var path = new Path(1) { PerStream = 30, Capacity = 240 };
        List<int> narrow = path.Run(new ClimbBounds(8, 64));

        path.Capacity = 1200;

        Assert.InRange(narrow[^1], 7, 12);
        Assert.InRange(path.Run(new ClimbBounds(8, 64))[^1], 30, 64);
    }

    [Fact]
    public void Climb_BandwidthCapLimits_DoesNotClimb()
    {
        var path = new Path(1) { PerStream = 30, Capacity = 900, Cap = 100 };

        Assert.All(path.Run(new ClimbBounds(8, 64)), value => Assert.Equal(8, value));
    }

    /// <summary>So many streams share a capacity, and each carries no more than its own share.</summary>
    private sealed class Path(int seed)
    {
        private readonly Random _noise = new(seed);
        private ClimbState? _state;

        public required double PerStream { get; init; }

        public required double Capacity { get; set; }

        public int ThrottlesAbove { get; init; } = int.MaxValue;

        public double Cap { get; init; } = double.MaxValue;

        public List<int> Run(ClimbBounds bounds)
        {
            List<int> values = [];
            _state ??= new ClimbState(bounds.Start);
            for (int i = 0; i < Intervals; i++)
            {
                _state = Climb.Next(_state, See(_state.Value), bounds).State;
                values.Add(_state.Value);
            }

            return values;
        }

        private Observation See(int streams)
        {
            int served = Math.Min(streams, ThrottlesAbove);
            double possible = Math.Min(served * PerStream, Capacity);
            double rate = Math.Min(possible, Cap) * (0.97 + (_noise.NextDouble() * 0.06));
            double queue = Math.Max(1, served * PerStream / Capacity);
            return new Observation(
                rate,
                Finished: served * 4,
                Throttled: streams - served,
                Latency: TimeSpan.FromMilliseconds(50 * queue),
                Paced: Cap < possible ? 1 - (Cap / possible) : 0);
        }
    }
}
