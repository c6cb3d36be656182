package io.github.neuronscript.syntax;

import java.util.Arrays;

/**
 * The letters of Unicode 15, of which names are made: of one version, so that a name is a name on
 * every Java. The grammar asks only for signs beyond ASCII: sets of hundreds of ranges inside it
 * took ANTLR most of the time in which a short script runs.
 */
public final class Letters {

  // Where the sign enters and leaves the set in turn, each as the distance from the one before, in
  // digits of five bits, lowest first; the last digit of a distance starts at ']', others at '#'.
  // Categories L, and M with Nd.
  private static final String LETTERS =
      "$_wcw2^^g^a^bt^|^-kaikbd^^^$ab^__a^^c^^`^^^q^6_^.ae)b^)^_^c,^*_xaa0^.^&^_^&`^^l_d_g`_^m^^{"
          + "z<_h^u$^f_a^bsa^f^`^tvdhbu^cn-^=^9^`^o^dglmae___s^d^^`a`^m^j_^`k_g^eca__s^d^_^_^_|a^^p`mf^"
          + "`^s^d^_^b`^o^l_t^he___s^d^_^b`^{_^`l^n^^c``^a`_^^^_`_```is^7^e^`^t^m`^w`_^__{^ae^`^t^g^b`^"
          + "|_^_l_nf^`^,^_^m^b`e`ucbo`u^f^^_d=^3^^_id=^_^^^b^u^^^g^_f^_b^^ra#^^B^e^'^xb6`.^q^mcaa`^`_d"
          + "`aji^n)^^^b^_.^^0g^a_d^^^a_,^^a_$^^a_d^^^a_l^<^^a_&_(^mm9__c`/p_n^wb._cedojpkokj^`l7^&^^a^"
          + "&_<_db_%^^^b)_g|4^{_bh/^aw9^tf8^5_^@_2^ne9^{j_g/^w'^,^`g'^_fd.^_`,^a^c^_`^b#c#_9e_c_)^_c_e"
          + "^^^^^^^|_8^^d^^``^d`a_cajb`^d7`^j^mj(`^a^_g^^`bc^^^^^^a^h_abba^7^_>6_(dca`_i)^^^b^_;^d^mtf"
          + "d^d^d^d^d^d^d^d3_^8k_-^bb_a9_c`^=_^ab.^^A_n#^3^m#m#1c#_07r&_1^_0e`mg_q2^m|_)_4^f_*`_#_b_^^"
          + "^bum^`^a^tz7^k5^A^c`^^_hygtvzd2^y^mb^ggb^,^t`^eqt`^`5^^^`__b_^^^u`_hd`ic_c_cfd^d^.^^kc6`z'"
          + "@gita4^'+e1h_-`)^dibb^^g^j^b^^^_^_^/`$^.ho#__9^+^i7`b^*a'^wcwh<_`c_c_c_`&^i^w^p^_^l_k%^>`("
          + "iz`4^2^#^jq^ec)^g{_'^ae3^Aao'^a'^a+^e7^ih^l^d^_^h^l^d^_&_:ffsgeuc^-^^f(_c_^^/^^_`^_tgtf|$_"
          + "p^_gsgw)_;^c_#_^la^`^z-^z`z&^e^yx9^gsgpjo1`,_:^6^j6^j'^?g-^c_1_zg^es-^o1^rxti8^<^__^j0^#^v"
          + "w'^z^_^e&^`^i3^kar^^^&^o^vp_B^d^^^a^l^gd2^)^e___s^d^_^b`^o^ibAa8^oaq`{3^q_^^;b2^,^a'^3^q^>"
          + "^.^j^*_x(^d<b/^7`#_|e_^_e^_^ul^^^A_e_*^m^^^y^g+^d^r^h1^p^o,_*ef^(^n^4^{3`d^_^)^r^vc^_^#^k^"
          + "*gpl^^j^%^?`^2_=y)d'c/5_$`l3$^nc<@`*o<0e<nd|n2_n{o3^ma|rbp3r#_#a._b^%_j#__^^y;Bbe9)^-^f*:e"
          + "a^d^_^&fl^z`_^kae/i'+_.`bj`fdg)>b8_^*_^__^___a^i^^^d^$_^a_e^d^y^a^b^^`d^7g_v^v^|^v^|^v^|^v"
          + "^|^v^e7<^|cc(eA^5a0^gdm^$g{o/^'ly7td^a^_^l^(c>^'_d^7(^a^x^_^^_^^g^a^^^^c^a^^^^^^`^_^^_^^^^"
          + "^^^^^^_^^_a^d^a^a^^^g^nb`^b^n'-a#:,^#^=$acAc_%7bk4,dB#`Am%2^.=ab#&a";
  private static final String MARKS_AND_DIGITS =
      "3^g)s3`6ed*e0^^^^_^_^^+_h3^|c^(`d_c__^a_gt^{x>_hlg$^ff^ua^f^`^b.^`?^e-^u^$^9^`^o^dg__gn`;^"
          + "^^d___`f^g__gk^_`;^^^ba__``^qi`^h`;^^^e^`^`q__ggc^`;^^^d___`d`g__go^>^b``^af^kgmb:^^^d^`^a"
          + "d_h__gn`;^^^d^`^ad_h__g`^ia:^_^d^`^af^g__gn`)_^ac^^^ecg__@^^_die^g:_^_fhd^gA^_cgh^^^^^a_4^"
          + "q^_bh^'^f^'`q^giaa`^`_d`aji^lBr`5zay`z_{_#_#^f^_g$^`^h.`_%^^9`iaigg#ag@^b<^g^z_hcgs|4^b2^n"
          + "hgnfi`{j_g/^k3^qegcg9``^ra^c^_`)c#_3s$^AB_`0a^#`#^-nc,`_(/zg(_a^g#^_3__3e^`^a^tba^6__5^ogg"
          + "cojhyevj/^a2^klgh^gg2^ki^e__g$^`5^^^`__b_^^,^bb_/de^__g'<p^$tmmm#dg&t^%d^8ab(fg:-^`^_ba+^`"
          + "a^(b_@naeg4h_3_`)_h4^a=``8^l|h__ga0^hd^0^gc`'^k^gb_/^^i`3^kea^i5_ic^_^@aibgca:^_^d___`f^g_"
          + "_d`b#cofga^4_qig8cd_fx_5_nlg4_jeg6_lag5dl(bg)_c^__a^^^_ig:`d_d`^yg+^d^ae^fh1^m8ie^emg;^s^k"
          + "=`c`^^_^d^^eg3^b^_^beg,gaf_^^3^d`bjg)*b^cl-3jg9_g)^b>^dvg8|^^:^da4_^h_.(p_$6a1^_tAmb`cee_d"
          + "{a7a`,/^5^#m:^a5^e^k^sb^l3-^d^n_d^_^b'`^#bdfg'h^@^k5lk9{d0`dbg97ag)+$u3d";

  private Letters() {}

  /** Whether a name may begin with the code point: category L. */
  public static boolean start(int sign) {
    return Table.STARTS.has(sign);
  }

  /** Whether a name may go on with the code point: category L, M or Nd. */
  public static boolean part(int sign) {
    return start(sign) || Table.PARTS.has(sign);
  }

  /** Decoded when a script first has a sign beyond ASCII in the place of a name. */
  private record Table(int[] borders) {

    static final Table STARTS = of(LETTERS);
    static final Table PARTS = of(MARKS_AND_DIGITS);

    static Table of(String distances) {
      int[] borders = new int[distances.length()];
      int count = 0;
      int border = 0;
      int shift = 0;
      for (int i = 0; i < distances.length(); i++) {
        char digit = distances.charAt(i);
        boolean last = digit >= ']';
        border += digit - (last ? ']' : '#') << shift;
        shift = last ? 0 : shift + 5;
        if (last) {
          borders[count++] = border;
        }
      }
      return new Table(Arrays.copyOf(borders, count));
    }

    boolean has(int sign) {
      int place = Arrays.binarySearch(borders, sign);
      return (place >= 0 ? place + 1 : -place - 1) % 2 == 1;
    }
  }
}
