using System.Text;
using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Planning;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class KeyOrderTests
{
    [Fact]
    public void Compare_AnyTwoKeys_OrdersThemByTheirBytes()
    {
        string[] keys =
        [
            "", "a", "a/", "a b", "a+b", "ab", "b", "B", "\u00e9", "\u4e2d", "\ud7ff", "\ue000", "\uffff", "\U00010000",
            "\U0001F600", "a\ue000", "a\U0001F600", "\U0001F600a", "\U0001F601",
        ];

        foreach (string left in keys)
        {
            foreach (string right in keys)
            {
                int expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(expected), Math.Sign(Utf8Order.Compare(left, right)));
            }
        }
    }

    [Theory]
    [InlineData("", "", "a/b", "a/b")]
    [InlineData("in/", "", "in/a", "a")]
    [InlineData("in/", "out/", "in/in/a", "out/in/a")]
    [InlineData("ru", "copy-of-ru", "run", "copy-of-run")]
    public void ToDestination_Prefixes_AreExchanged(string from, string to, string key, string expected)
        => Assert.Equal(expected, KeyMapping.ToDestination(from, new Location("n", "b", to), key));
}
