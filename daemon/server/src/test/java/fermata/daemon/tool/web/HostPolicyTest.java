package fermata.daemon.tool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1              | http://127.0.0.1:8080/    | true
          127.0.0.1:80           | http://127.0.0.1/         | true
          127.0.0.1:443          | https://127.0.0.1/        | true
          127.0.0.1:80           | http://127.0.0.1:81/      | false
          LocalHost              | http://LOCALHOST/         | true
          '192.0.2.1, 127.0.0.1' | http://127.0.0.1/         | true
          *.0.0.1                | http://127.0.0.1/         | false
          *.example              | http://127.0.0.1/         | false
          203.0.113.9            | http://203.0.113.10/      | false
          ''                     | http://1.1.1.1/           | true
          """)
  void decidesByListAndAddress(String list, String url, boolean isAllowed) {
    HostPolicy policy = HostPolicy.of(list);
    if (isAllowed) {
      assertThatNoException().isThrownBy(() -> policy.check(URI.create(url)));
    } else {
      assertThatExceptionOfType(FetchRefusal.class).isThrownBy(() -> policy.check(URI.create(url)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "192.0.0.8, false",
    "198.18.0.1, false",
    "198.20.0.1, true",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "100.63.255.255, true",
    "100.128.0.1, true",
    "2606:4700::1111, true",
    "fc00::1, false",
    "ff02::1, false",
    "2001:0:1::1, false",
    "64:ff9b::808:808, true",
    "2002:808:808::, true",
    "2002:a00:1::, false",
    "::, false",
    "::7f00:1, false",
    "3fff::1, true"
  })
  void knowsSpecialAddresses(String address, boolean isPublic) throws UnknownHostException {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
  }
}
