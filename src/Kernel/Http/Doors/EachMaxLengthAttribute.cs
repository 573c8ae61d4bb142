namespace Weiguang.Kernel.Http;

/// <summary>How long each text in a list may be, in characters; <see cref="System.ComponentModel.DataAnnotations.MaxLengthAttribute"/> beside it says how many there may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachMaxLengthAttribute(int length) : Attribute
{
    public int Length => length;
}
