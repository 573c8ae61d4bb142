using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Recognition.Certificates.Print;

namespace Weiguang.Recognition.Certificates;

/// <summary>Certificates in words.</summary>
internal static class CertificateWords
{
    public static string Refusal(IssueAnswer answer) => answer switch
    {
        IssueAnswer.NotVolunteer => Phrase.Of("先登记成为志愿者，才能开证明。"),
        IssueAnswer.TooMany => Phrase.Of("一张证明写不下这么多次服务，请把日期选短一些。"),
        IssueAnswer.Issued or IssueAnswer.Nothing or IssueAnswer.Unprintable => Phrase.Of("这段时间没有可以写上的服务。"),
    };

    /// <summary>What cannot be printed, with the characters as the argument.</summary>
    public static string Of(Unprintable missing) => missing.Part switch
    {
        Unprintable.Name => Phrase.Of("您的名字里有字库印不出的字，证明先不开，免得印错。请把这个字告诉站里，装上字库再来开"),
        Unprintable.Entries => Phrase.Of("勾的服务里，名称或单位有字库印不出的字。去掉那一次的勾，或者请站里装上字库再来开"),
        _ => Phrase.Of("出具单位的名称里有字库印不出的字，请告诉站里"),
    };

    public static string Of(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Valid => Phrase.Of("证明有效"),
        CertificateStanding.Disputed => Phrase.Of("有的服务正在核查"),
        CertificateStanding.Changed => Phrase.Of("开出以后有变动"),
        CertificateStanding.Revoked => Phrase.Of("证明已作废"),
        CertificateStanding.Forged => Phrase.Of("证明不可信"),
    };

    /// <summary>In a list.</summary>
    public static string Short(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Valid => Phrase.Of("有效"),
        CertificateStanding.Disputed => Phrase.Of("有的服务正在核查"),
        CertificateStanding.Changed => Phrase.Of("开出以后有变动"),
        CertificateStanding.Revoked => Phrase.Of("已作废"),
        CertificateStanding.Forged => Phrase.Of("证明不可信"),
    };

    public static string Lead(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Valid => Phrase.Of("编号、内容和数字签名都对得上。请和纸上写的再对一遍。"),
        CertificateStanding.Disputed => Phrase.Of("证明是真的，但有的服务有人提出疑问，正在核查：下面标了出来，有结论以前先不算数。"),
        CertificateStanding.Changed => Phrase.Of("证明是真的，但有的服务后来更正或者撤销了：下面标了出来，也写了现在还算数的合计。"),
        CertificateStanding.Revoked => Phrase.Of("这张证明是真的，但已经作废，不能再用。"),
        CertificateStanding.Forged => Phrase.Of("内容和数字签名对不上，请不要采用，并告诉当地的服务站。"),
    };

    public static Tone Tone(this CertificateStanding standing) => standing switch
    {
        CertificateStanding.Valid => Kernel.Ui.Tone.Good,
        CertificateStanding.Disputed or CertificateStanding.Changed => Kernel.Ui.Tone.Wait,
        CertificateStanding.Revoked or CertificateStanding.Forged => Kernel.Ui.Tone.Bad,
    };
}
