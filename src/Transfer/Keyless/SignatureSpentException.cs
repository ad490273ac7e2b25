namespace DtnBox.Transfer.Keyless;

/// <summary>A signature of the destination's agent holds no longer: another one is needed.</summary>
internal sealed class SignatureSpentException(Exception? inner) : Exception("The signature holds no longer.", inner);
