#pragma warning disable CA1051, SA1401 // The recorded payload has a public field.
namespace Sample.App;

// The recorded error texts hold these names.
internal enum OrderState
{
    New = 0,
    Paid = 1,
    Shipped = 2,
}

internal sealed class Order
{
    public string publicField = string.Empty;

    public string OrderId { get; set; } = string.Empty;

    public int Quantity { get; set; }

    public long BigNumber { get; set; }

    public decimal Price { get; set; }

    public double Ratio { get; set; }

    public bool IsGift { get; set; }

    public OrderState State { get; set; }

    public DateTime PlacedAt { get; set; }

    public DateTimeOffset ShipBy { get; set; }

    public TimeSpan Window { get; set; }

    public Guid Token { get; set; }

    public List<string> Labels { get; set; } = [];

    public Dictionary<string, int> Counts { get; set; } = [];

    public Address? ShipTo { get; set; }

    public string? Note { get; set; }

    public byte[] Blob { get; set; } = [];
}

internal sealed class Address
{
    public string Street { get; set; } = string.Empty;

    public string City { get; set; } = string.Empty;
}

internal sealed class CartException(string message, Exception inner) : Exception(message, inner);
