namespace DtnBox.Randomized.App;

/// <summary>Something happened that no workflow plans: never caught, so that it shows.</summary>
internal sealed class DamageException(string message) : Exception(message);
