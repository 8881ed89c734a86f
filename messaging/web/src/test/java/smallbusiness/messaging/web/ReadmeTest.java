package smallbusiness.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.SettingsTable;

class ReadmeTest {

  @Test
  void the_readme_lists_every_setting_with_its_default() {
    assertThat(SettingsTable.inReadme()).isNotEmpty().isEqualTo(SettingsTable.inCode());
  }
}
